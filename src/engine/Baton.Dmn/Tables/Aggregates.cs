using Baton.Dmn.Boxed;
using Baton.Feel;

namespace Baton.Dmn.Tables;

/// <summary>What COLLECT makes of the outputs of all matching rules.</summary>
internal static class Aggregates
{
    private static readonly FeelExpression Sum = FeelExpression.Compile("sum(rows)", FeelDialect.Standard);
    private static readonly FeelExpression Min = FeelExpression.Compile("min(rows)", FeelDialect.Standard);
    private static readonly FeelExpression Max = FeelExpression.Compile("max(rows)", FeelDialect.Standard);

    public static FeelValue Of(BoxedRun run, Aggregation aggregation, FeelList rows) =>
        aggregation switch
        {
            Aggregation.None => rows,
            Aggregation.Count => rows.Count,
            Aggregation.Sum => Figure(run, Sum, rows),
            Aggregation.Min => Figure(run, Min, rows),
            _ => Figure(run, Max, rows),
        };

    private static FeelValue Figure(BoxedRun run, FeelExpression figure, FeelList rows) =>
        figure.Run(run.Run, FeelScope.Of(FeelContext.Of(("rows", rows))));
}

using System.Text;

namespace Baton.Feel.Tests;

/// <summary>Short ways to evaluate an expression in a test.</summary>
internal static class Feel
{
    public static FeelEnvironment Noon { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static FeelResult Run(string source, FeelContext? variables = null, FeelDialect dialect = FeelDialect.Process) =>
        FeelExpression.Compile(source, dialect).Evaluate(FeelScope.Of(variables ?? FeelContext.Empty), Noon);

    /// <summary>The value as a FEEL literal.</summary>
    public static string Text(string source, FeelContext? variables = null) => Run(source, variables).Value.ToString();

    /// <summary>Reads "name = json" pairs parted by semicolons.</summary>
    public static FeelContext Variables(string json) => FeelJson.Parse(Encoding.UTF8.GetBytes(json)).AsContext();
}

using System.Xml.Linq;
using Baton.Dmn.Boxed;
using Baton.Feel;
using Baton.Feel.Compilation;
using Baton.Feel.External;
using Baton.Feel.Types;

namespace Baton.Dmn.Reading;

/// <summary>Reads boxed function definitions of the kind Java: their body names the method that they stand for.</summary>
internal sealed class ExternalReader(ExternalFunctions allowed, DiagnosticBag diagnostics)
{
    public BoxedExpression Read(XElement element, BoxedExpression? body, IReadOnlyList<(string Name, FeelType Type)> parameters)
    {
        if (body is null || ExternalMapping.Of(ValueOf(body)) is not { } mapping)
        {
            const string Problem =
                "A function of the kind Java holds a context with the texts 'class' and 'method signature', such as \"java.lang.Math\" and \"abs(int)\".";
            diagnostics.Add(element, Problem);
            return new BoxedProblem(Problem);
        }
        return allowed.Find(mapping, parameters, out var problem) is { } function ? new BoxedExternal(function) : new BoxedProblem(problem);
    }

    /// <summary>The body names nothing that only an evaluation knows.</summary>
    private static FeelValue ValueOf(BoxedExpression body)
    {
        var run = Evaluation.Begin(FeelScope.Empty, default, 0);
        try
        {
            return body.Evaluate(new BoxedRun(run, null), FeelScope.Empty);
        }
        catch (BrokenOffException)
        {
            return FeelValue.Null;
        }
        finally
        {
            run.End();
        }
    }
}

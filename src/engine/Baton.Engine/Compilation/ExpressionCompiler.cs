using Baton.Bpmn;
using Baton.Feel;

namespace Baton.Engine.Compilation;

/// <summary>Compiles the expressions of one process and gathers all that is wrong with them.</summary>
internal sealed class ExpressionCompiler(string resourceName)
{
    private const string FeelSyntax = "feel-syntax";
    private const string NotExecutable = "not-executable";

    private readonly List<BpmnDiagnostic> _diagnostics = [];

    /// <summary>Stands for an expression that could not be read; the process is refused, so it is never evaluated.</summary>
    private static readonly FeelExpression Broken = FeelExpression.Compile("null");

    public IReadOnlyList<BpmnDiagnostic> Diagnostics => _diagnostics;

    public bool HasErrors => _diagnostics.Count > 0;

    public void Report(string elementId, int line, int column, string message) =>
        _diagnostics.Add(new BpmnDiagnostic(DiagnosticSeverity.Error, NotExecutable, resourceName, elementId, line, column, message));

    /// <summary>A place where only an expression makes sense; the <c>=</c> before it may be missing.</summary>
    public FeelExpression Compile(string text, string elementId, int line, int column, string purpose)
    {
        string source = BpmnExpressions.IsExpression(text) ? text.TrimStart()[1..].Trim() : text.Trim();
        if (FeelExpression.TryCompile(source, FeelDialect.Process, out FeelExpression? expression, out FeelSyntaxException? error))
        {
            return expression;
        }
        string message = $"The {purpose} '{source}' is not a FEEL expression: {error.Message}";
        _diagnostics.Add(new BpmnDiagnostic(DiagnosticSeverity.Error, FeelSyntax, resourceName, elementId, line, column, message));
        return Broken;
    }

    public TextExpression Dynamic(string text, string elementId, int line, int column, string purpose) =>
        TextExpression.Dynamic(text.Trim(), Compile(text, elementId, line, column, purpose));

    /// <summary>A place where a text stands for itself unless it begins with <c>=</c>.</summary>
    public TextExpression Text(string text, string elementId, int line, int column, string purpose) =>
        BpmnExpressions.IsExpression(text) ? Dynamic(text, elementId, line, column, purpose) : TextExpression.Static(text);
}

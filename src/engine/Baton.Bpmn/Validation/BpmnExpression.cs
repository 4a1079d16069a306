namespace Baton.Bpmn;

/// <summary>
/// A FEEL expression in a model: where it stands, what it is for in words for people (<c>condition of the flow</c>), and
/// its text without the leading <c>=</c>.
/// </summary>
public sealed record BpmnExpression(string ElementId, int Line, int Column, string Purpose, string Text);

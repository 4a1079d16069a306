namespace Baton.Desk.Designs;

/// <summary>What is wrong, or doubtful, in the text of a design, in the words that a deployment would use.</summary>
/// <param name="IsError">True where it cannot be deployed like this.</param>
/// <param name="ElementId">The element of the drawing or the component of the form; null where none can be named.</param>
/// <param name="Message">A sentence in the reader's language that says what to change.</param>
/// <param name="Line">From 1; 0 where there is none.</param>
/// <param name="Column">From 1; 0 where there is none.</param>
public sealed record DesignFinding(bool IsError, string? ElementId, string Message, int Line, int Column);

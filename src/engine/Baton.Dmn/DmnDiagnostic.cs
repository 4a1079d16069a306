namespace Baton.Dmn;

/// <summary>What is wrong with a model, at which element (by id, where it has one) and line of its XML, from 1.</summary>
public sealed record DmnDiagnostic(string Message, string? ElementId, int Line)
{
    /// <summary>The message with its place.</summary>
    public override string ToString() => ElementId is null ? $"line {Line}: {Message}" : $"{ElementId} (line {Line}): {Message}";
}

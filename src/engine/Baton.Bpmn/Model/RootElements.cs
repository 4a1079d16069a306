namespace Baton.Bpmn;

/// <summary>A message that events wait for. Name and key are raw texts and may be expressions (<c>=</c>).</summary>
public sealed record Message(string Id, string? Name, string? CorrelationKey)
{
    public int Line { get; init; }

    public int Column { get; init; }
}

/// <summary>A signal, broadcast by name; the name may be an expression.</summary>
public sealed record Signal(string Id, string? Name)
{
    public int Line { get; init; }

    public int Column { get; init; }
}

/// <summary>An error with its code. A catching event without error or without code catches all.</summary>
public sealed record Error(string Id, string? Name, string? ErrorCode)
{
    public int Line { get; init; }

    public int Column { get; init; }
}

/// <summary>An escalation with its code.</summary>
public sealed record Escalation(string Id, string? Name, string? EscalationCode)
{
    public int Line { get; init; }

    public int Column { get; init; }
}

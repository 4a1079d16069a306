using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Baton.Desk.Forms;

namespace Baton.Desk.Sandbox;

/// <summary>A run as it stands after its steps.</summary>
public sealed record SandboxView
{
    public required string ProcessId { get; init; }
    public required string ProcessName { get; init; }

    /// <summary>Where the clock of the run stands.</summary>
    public required DateTimeOffset Now { get; init; }
    public required bool IsEnded { get; init; }

    /// <summary>How many steps were done.</summary>
    public required int StepCount { get; init; }

    /// <summary>Where work stands; of the process itself and of those that it calls.</summary>
    public required IReadOnlyList<SandboxToken> Tokens { get; init; }

    /// <summary>Ids of the elements and flows of the process that were passed.</summary>
    public required IReadOnlyList<string> Visited { get; init; }

    /// <summary>The flows that tokens took in the last step, in order.</summary>
    public required IReadOnlyList<string> Travelled { get; init; }

    public required IReadOnlyList<SandboxTask> Tasks { get; init; }
    public required IReadOnlyList<SandboxJob> Jobs { get; init; }
    public required IReadOnlyList<SandboxTimer> Timers { get; init; }
    public required IReadOnlyList<SandboxMessage> Messages { get; init; }
    public required IReadOnlyList<SandboxSignal> Signals { get; init; }
    public required IReadOnlyList<SandboxIncident> Incidents { get; init; }
    public required IReadOnlyList<SandboxAdHoc> AdHocs { get; init; }
    public required IReadOnlyList<SandboxVariable> Variables { get; init; }
    public required IReadOnlyList<SandboxLogEntry> Log { get; init; }

    /// <summary>The elements in the order in which they began.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>The step that comes next where nobody has to choose; null where somebody has, and at the end.</summary>
    public SandboxStep? Next { get; init; }

    /// <summary>Names of the elements in the reader's language, by their ids.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>The processes that it has called, in the order in which they began.</summary>
    [JsonIgnore]
    public IReadOnlyList<SandboxCalled> Called { get; init; } = [];

    /// <summary>The model that is drawn.</summary>
    [JsonIgnore]
    public string Xml { get; init; } = "";

    /// <summary>The same for two runs exactly when the engine holds the same for both.</summary>
    [JsonIgnore]
    public string Fingerprint { get; init; } = "";
}

/// <summary>A process that the run has called.</summary>
/// <param name="ProcessId">Its id.</param>
/// <param name="Name">Its name in the reader's language.</param>
/// <param name="Xml">Its drawing.</param>
/// <param name="Names">Names of its elements in the reader's language, by their ids.</param>
public sealed record SandboxCalled(string ProcessId, string Name, string Xml, IReadOnlyDictionary<string, string> Names);

/// <summary>Work stands at an element.</summary>
/// <param name="ElementId">The element.</param>
/// <param name="Name">Its name in the reader's language.</param>
/// <param name="ProcessId">The process that it belongs to.</param>
/// <param name="Count">How many tokens.</param>
public sealed record SandboxToken(string ElementId, string Name, string ProcessId, int Count);

/// <summary>Somebody who may do a task.</summary>
/// <param name="Code">A role, <c>department:CODE</c>, or a user name.</param>
/// <param name="Name">In the reader's language.</param>
public sealed record SandboxActor(string Code, string Name);

/// <summary>A button of a task.</summary>
public sealed record SandboxAction(string Id, string Name, bool Primary, bool RequiresOpinion);

/// <summary>A user task that waits for a person.</summary>
public sealed record SandboxTask
{
    public required string ElementId { get; init; }
    public required int Index { get; init; }
    public required string Name { get; init; }

    /// <summary>Who may do it, the first as the desk would choose.</summary>
    public required IReadOnlyList<SandboxActor> Actors { get; init; }
    public required IReadOnlyList<SandboxAction> Actions { get; init; }

    /// <summary>What the form shows at the beginning.</summary>
    public required JsonObject Values { get; init; }
    public string? FormId { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public int Priority { get; init; }

    /// <summary>The form that the desk would show; null for none.</summary>
    [JsonIgnore]
    public FormSchema? Form { get; init; }
}

/// <summary>Work that a program would do. Nothing is sent: the person says how it went.</summary>
public sealed record SandboxJob
{
    public required string ElementId { get; init; }
    public required int Index { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }

    /// <summary>What would be done, in words.</summary>
    public required string Would { get; init; }

    /// <summary>How often it may still be tried.</summary>
    public required int Retries { get; init; }

    /// <summary>Variables that a good answer gives.</summary>
    public required JsonObject Answer { get; init; }

    /// <summary>Errors that the model knows or the desk may throw.</summary>
    public required IReadOnlyList<SandboxError> Errors { get; init; }
}

/// <summary>An error that a job may meet.</summary>
/// <param name="Code">As error events compare it.</param>
/// <param name="Values">Variables that come with it.</param>
public sealed record SandboxError(string Code, JsonObject Values);

/// <summary>A time that is waited for.</summary>
public sealed record SandboxTimer(string ElementId, int Index, string Name, DateTimeOffset DueAt);

/// <summary>A message that is waited for.</summary>
public sealed record SandboxMessage(string ElementId, int Index, string Name, string MessageName, string CorrelationKey);

/// <summary>A signal that is waited for.</summary>
public sealed record SandboxSignal(string ElementId, string Name, string SignalName);

/// <summary>What stops a token.</summary>
public sealed record SandboxIncident(string ElementId, int Index, string Name, string Text);

/// <summary>An ad-hoc sub-process, whose activities people begin.</summary>
/// <param name="ElementId">The sub-process.</param>
/// <param name="Index">Which of several.</param>
/// <param name="Name">Its name.</param>
/// <param name="Activities">What may begin.</param>
public sealed record SandboxAdHoc(string ElementId, int Index, string Name, IReadOnlyList<SandboxActor> Activities);

/// <summary>A variable.</summary>
/// <param name="Scope">Name of the element it belongs to; empty for the process itself.</param>
/// <param name="Name">Its name.</param>
/// <param name="Json">Its value.</param>
/// <param name="IsNew">The last step wrote it.</param>
public sealed record SandboxVariable(string Scope, string Name, string Json, bool IsNew);

/// <summary>What kind of thing a line of the log tells.</summary>
public enum SandboxLogKind
{
    Began,
    Task,
    Job,
    Clock,
    Message,
    Signal,
    Decision,
    Waits,
    Incident,
    Ended,
    Variables,
}

/// <summary>A line of the log.</summary>
/// <param name="Step">The step that it came from; 0 for the beginning.</param>
/// <param name="At">By the clock of the run.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="ElementId">The element that it is about; null for none.</param>
/// <param name="Text">In the reader's language.</param>
/// <param name="Details">What it brought, a line each.</param>
public sealed record SandboxLogEntry(
    int Step,
    DateTimeOffset At,
    SandboxLogKind Kind,
    string? ElementId,
    string Text,
    IReadOnlyList<string> Details
);

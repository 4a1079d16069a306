using System.Text.Json.Nodes;

namespace Baton.Desk.Sandbox;

/// <summary>How a run of the sandbox begins.</summary>
public sealed record SandboxStart
{
    /// <summary>Which process of the file; null for the first that can be executed.</summary>
    public string? ProcessId { get; init; }

    /// <summary>The start event that fires; null for the one without a trigger.</summary>
    public string? StartElement { get; init; }

    /// <summary>The variables that it begins with.</summary>
    public JsonObject? Values { get; init; }

    /// <summary>Where the clock stands as it begins.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>What is done in one step of a run.</summary>
public enum SandboxStepKind
{
    /// <summary>A person finishes a user task.</summary>
    CompleteTask,

    /// <summary>What a job was to do has been done.</summary>
    CompleteJob,

    /// <summary>A job could not be done; the last attempt becomes an incident.</summary>
    FailJob,

    /// <summary>A job met an error that the model may know.</summary>
    ThrowError,

    /// <summary>A message arrives for whoever waits.</summary>
    Message,

    /// <summary>A signal is broadcast.</summary>
    Signal,

    /// <summary>The clock goes to the next time that somebody waits for.</summary>
    NextTimer,

    /// <summary>The clock goes forward; what becomes due on the way happens at its time.</summary>
    Advance,

    /// <summary>An operator lets a step run again that an incident stopped.</summary>
    Resolve,

    /// <summary>Somebody changes variables of the process.</summary>
    SetVariables,

    /// <summary>An activity of an ad-hoc sub-process begins.</summary>
    Activate,
}

/// <summary>
/// One step of a run. It names what waits by its element, not by a key, so that it means the same in a draft that was changed since.
/// </summary>
public sealed record SandboxStep
{
    public SandboxStepKind Kind { get; init; }

    /// <summary>Id of the element that waits.</summary>
    public string? Element { get; init; }

    /// <summary>Which of several that wait at the same element, the oldest first, from 0.</summary>
    public int Index { get; init; }

    /// <summary>Who does it: a role, a department or a person that the task is offered to. Null for the first.</summary>
    public string? ActAs { get; init; }

    /// <summary>The button of the task; null where there is only one.</summary>
    public string? Action { get; init; }

    /// <summary>What the person says; some buttons require it.</summary>
    public string? Opinion { get; init; }

    /// <summary>The code of an error, the name of a signal, or the id of an activity to begin.</summary>
    public string? Code { get; init; }

    /// <summary>What went wrong, in words.</summary>
    public string? Message { get; init; }

    /// <summary>How far the clock goes.</summary>
    public int Minutes { get; init; }

    /// <summary>Fields of the form, the result of a job, the content of a message or signal, or variables to set.</summary>
    public JsonObject? Values { get; init; }
}

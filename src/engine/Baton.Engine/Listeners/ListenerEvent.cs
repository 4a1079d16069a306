namespace Baton.Engine.Listeners;

/// <summary>The moment at which a listener is asked. Numbers stand in the journal and are never changed.</summary>
public enum ListenerEvent : byte
{
    /// <summary>The job is no listener's.</summary>
    None = 0,

    /// <summary>An element begins: its input mappings are applied, nothing else has been done.</summary>
    Start = 1,

    /// <summary>An element has done its work; its output mappings are applied, it is not left yet.</summary>
    End = 2,

    /// <summary>A multi-instance activity begins, before its collection is looked at.</summary>
    BeforeAll = 3,

    /// <summary>An element was cut off; everything inside has ended.</summary>
    Cancel = 4,

    /// <summary>A user task comes into being.</summary>
    Creating = 5,

    /// <summary>Somebody is to get a user task, or nobody any more.</summary>
    Assigning = 6,

    /// <summary>What a user task says of itself is to change, or its variables.</summary>
    Updating = 7,

    /// <summary>A user task is to be completed.</summary>
    Completing = 8,

    /// <summary>The element of a user task was cut off.</summary>
    Canceling = 9,
}

/// <summary>The spelling of listener events outside the engine.</summary>
public static class ListenerEvents
{
    private static readonly string[] Names =
    [
        "UNSPECIFIED",
        "START",
        "END",
        "BEFORE_ALL",
        "CANCEL",
        "CREATING",
        "ASSIGNING",
        "UPDATING",
        "COMPLETING",
        "CANCELING",
    ];

    /// <summary>The event as the REST interface writes it, such as <c>COMPLETING</c>.</summary>
    public static string RestName(this ListenerEvent listenerEvent) => Names[(int)listenerEvent];

    internal static ListenerEvent Parse(string eventType) =>
        eventType switch
        {
            "start" => ListenerEvent.Start,
            "end" => ListenerEvent.End,
            "beforeAll" => ListenerEvent.BeforeAll,
            "cancel" => ListenerEvent.Cancel,
            "creating" => ListenerEvent.Creating,
            "assigning" => ListenerEvent.Assigning,
            "updating" => ListenerEvent.Updating,
            "completing" => ListenerEvent.Completing,
            "canceling" => ListenerEvent.Canceling,
            _ => ListenerEvent.None,
        };
}

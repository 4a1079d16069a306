namespace Baton.Desk.Channels.Drop;

/// <summary>Messages of other systems by files: section <c>Drop</c>. Without a folder none are taken.</summary>
public sealed class DropOptions
{
    public const string Section = "Drop";

    /// <summary>Holds <c>in</c>, <c>done</c>, <c>failed</c> and <c>out</c>, which are made where they are missing.</summary>
    public string? Directory { get; set; }

    /// <summary>Name of the user as whom the messages are taken.</summary>
    public string? User { get; set; }

    /// <summary>How often the folder is read, in milliseconds of real time.</summary>
    public int PollMilliseconds { get; set; } = 5_000;

    /// <summary>For how long the folder may be unreadable before whoever looks after integrations is told, in minutes.</summary>
    public int AlarmMinutes { get; set; } = 5;

    internal bool IsOn => Directory is { Length: > 0 };
}

namespace Baton.Desk.Channels.Voice;

/// <summary>How voice messages come in: section <c>VoiceIn</c>. Without a folder none are taken.</summary>
public sealed class VoiceInOptions
{
    public const string Section = "VoiceIn";

    /// <summary>Where the exchange puts a sound and, after it, a JSON file about it.</summary>
    public string? Directory { get; set; }

    /// <summary>The department whose people see to them; null for all.</summary>
    public string? Unit { get; set; }

    /// <summary>How often the folder is read, in milliseconds of real time.</summary>
    public int PollMilliseconds { get; set; } = 5_000;

    internal bool IsOn => Directory is { Length: > 0 };
}

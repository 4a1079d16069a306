using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Messages;

/// <summary>How messages leave: section <c>Messages</c> of the configuration.</summary>
public sealed class MessageOptions
{
    public const string Section = "Messages";

    /// <summary>How often a message is handed to its gateway before it fails; with the pauses below for a day and a half.</summary>
    public int Attempts { get; set; } = 44;

    /// <summary>The pause after the first failed attempt; it doubles with each further one.</summary>
    public int FirstPauseSeconds { get; set; } = 30;

    /// <summary>The longest pause between two attempts.</summary>
    public int LongestPauseMinutes { get; set; } = 60;

    /// <summary>How long to wait after a failed attempt.</summary>
    internal TimeSpan Pause(int attempts)
    {
        var longest = TimeSpan.FromMinutes(LongestPauseMinutes);
        var doubled = FirstPauseSeconds * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30));
        return doubled >= longest.TotalSeconds ? longest : TimeSpan.FromSeconds(doubled);
    }

    /// <summary>Every setting that cannot be used, with its key; empty when all is well.</summary>
    public IEnumerable<string> Errors()
    {
        if (Attempts is < 1 or > 10_000)
            yield return $"{Section}:{nameof(Attempts)} must lie between 1 and 10000, but is {Attempts}.";
        if (FirstPauseSeconds is < 1 or > 86_400)
            yield return $"{Section}:{nameof(FirstPauseSeconds)} must lie between 1 and 86400, but is {FirstPauseSeconds}.";
        if (LongestPauseMinutes is < 1 or > 1_440)
            yield return $"{Section}:{nameof(LongestPauseMinutes)} must lie between 1 and 1440, but is {LongestPauseMinutes}.";
    }
}

/// <summary>Stops the start with clear words where a setting cannot be used.</summary>
internal sealed class MessageOptionsCheck : IValidateOptions<MessageOptions>
{
    public ValidateOptionsResult Validate(string? name, MessageOptions options)
    {
        var errors = options.Errors().ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

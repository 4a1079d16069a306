using Microsoft.Extensions.Options;

namespace Baton.Desk.Webhooks;

/// <summary>How web hooks are told: section <c>Webhooks</c> of the configuration.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>How long a receiver may take to answer.</summary>
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>The pause after the first failed attempt; it doubles with each further one.</summary>
    public int FirstPauseSeconds { get; set; } = 5;

    /// <summary>The longest pause between two attempts.</summary>
    public int LongestPauseMinutes { get; set; } = 120;

    /// <summary>How long a delivery is tried before it is set aside.</summary>
    public int GiveUpHours { get; set; } = 72;

    /// <summary>After so long without success a hook shows as failing.</summary>
    public int FailingAfterMinutes { get; set; } = 60;

    /// <summary>How long finished deliveries stay in the log.</summary>
    public int RetentionDays { get; set; } = 30;

    /// <summary>How long to wait after so many failed attempts.</summary>
    internal TimeSpan Pause(int attempts)
    {
        var longest = TimeSpan.FromMinutes(LongestPauseMinutes);
        var doubled = FirstPauseSeconds * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30));
        return doubled >= longest.TotalSeconds ? longest : TimeSpan.FromSeconds(doubled);
    }

    /// <summary>Every setting that cannot be used, with its key; empty when all is well.</summary>
    public IEnumerable<string> Errors()
    {
        (string Name, int Value, int Min, int Max)[] numbers =
        [
            (nameof(TimeoutSeconds), TimeoutSeconds, 1, 100),
            (nameof(FirstPauseSeconds), FirstPauseSeconds, 1, 86_400),
            (nameof(LongestPauseMinutes), LongestPauseMinutes, 1, 1_440),
            (nameof(GiveUpHours), GiveUpHours, 1, 720),
            (nameof(FailingAfterMinutes), FailingAfterMinutes, 1, 10_080),
            (nameof(RetentionDays), RetentionDays, 1, 3_650),
        ];
        return numbers
            .Where(one => one.Value < one.Min || one.Value > one.Max)
            .Select(one => $"{Section}:{one.Name} must lie between {one.Min} and {one.Max}, but is {one.Value}.");
    }
}

/// <summary>Stops the start with clear words where a setting cannot be used.</summary>
internal sealed class WebhookOptionsCheck : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var errors = options.Errors().ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Sms;

/// <summary>How short messages come in: section <c>SmsIn</c>. Without a token none are taken.</summary>
public sealed class SmsInOptions
{
    public const string Section = "SmsIn";
    private const int ShortestToken = 16;

    /// <summary>The secret that the gateway brings along, as <c>Authorization: Bearer</c> or as the value <c>token</c>.</summary>
    public string? Token { get; set; }

    /// <summary>The department whose people see to free messages; null for all.</summary>
    public string? Unit { get; set; }

    /// <summary>A long message goes on without the parts that have not come after so many minutes.</summary>
    public int MissingPartMinutes { get; set; } = 5;

    /// <summary>A number gets so many answers a day at most.</summary>
    public int AnswersPerDay { get; set; } = 5;

    internal bool IsOn => Token is { Length: > 0 };

    internal sealed class Check : IValidateOptions<SmsInOptions>
    {
        public ValidateOptionsResult Validate(string? name, SmsInOptions options)
        {
            var errors = new List<string>();
            if (options.Token is { Length: > 0 and < ShortestToken })
                errors.Add($"{Section}:Token must have {ShortestToken} characters at least.");
            if (options.MissingPartMinutes is < 1 or > 1440)
                errors.Add($"{Section}:MissingPartMinutes must be 1 to 1440.");
            if (options.AnswersPerDay is < 0 or > 1000)
                errors.Add($"{Section}:AnswersPerDay must be 0 to 1000.");
            return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
        }
    }
}

using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Portal;

/// <summary>Settings of the customers' own page: section <c>Portal</c> of the configuration.</summary>
public sealed class PortalOptions
{
    public const string Section = "Portal";

    /// <summary>Whether there is such a page at all.</summary>
    public bool Enabled { get; set; }

    /// <summary>How many files a customer may send at once.</summary>
    public int FilesMax { get; set; } = 5;

    /// <summary>How many minutes a customer may do nothing before he gives number and code again.</summary>
    public int TicketMinutes { get; set; } = 30;

    /// <summary>How many wrong codes in a row close a case to everybody on the page.</summary>
    public int CodeAttempts { get; set; } = 5;

    /// <summary>For how many minutes the first time; each further wrong code doubles it.</summary>
    public int LockMinutes { get; set; } = 1;

    /// <summary>And for how many at most.</summary>
    public int LockMinutesMax { get; set; } = 60;

    /// <summary>For how many days a rating may be changed.</summary>
    public int RatingDays { get; set; } = 7;

    /// <summary>Requests that one address may make in a minute.</summary>
    public int RequestsPerMinute { get; set; } = 120;

    /// <summary>Codes that one address may try in a minute.</summary>
    public int EntriesPerMinute { get; set; } = 10;

    /// <summary>Codes that may be tried for one number in an hour, by whomever.</summary>
    public int EntriesPerNumber { get; set; } = 30;

    /// <summary>Cases that one address may register in an hour.</summary>
    public int CasesPerHour { get; set; } = 20;

    /// <summary>Every setting that cannot be used, with its key; empty when all is well.</summary>
    public IEnumerable<string> Errors()
    {
        (string Name, int Value, int Min, int Max)[] bounds =
        [
            (nameof(FilesMax), FilesMax, 0, 20),
            (nameof(TicketMinutes), TicketMinutes, 1, 1440),
            (nameof(CodeAttempts), CodeAttempts, 1, 100),
            (nameof(LockMinutes), LockMinutes, 1, 1440),
            (nameof(LockMinutesMax), LockMinutesMax, 1, 10_080),
            (nameof(RatingDays), RatingDays, 1, 365),
            (nameof(RequestsPerMinute), RequestsPerMinute, 1, 1_000_000),
            (nameof(EntriesPerMinute), EntriesPerMinute, 1, 1_000_000),
            (nameof(EntriesPerNumber), EntriesPerNumber, 1, 1_000_000),
            (nameof(CasesPerHour), CasesPerHour, 1, 1_000_000),
        ];
        foreach (var (name, value, min, max) in bounds)
        {
            if (value < min || value > max)
                yield return $"{Section}:{name} must lie between {min} and {max}, but is {value}.";
        }
        if (LockMinutesMax < LockMinutes)
            yield return $"{Section}:{nameof(LockMinutesMax)} must be at least {Section}:{nameof(LockMinutes)}, but is {LockMinutesMax}.";
    }
}

/// <summary>Says which settings of the customers' page cannot be used.</summary>
internal sealed class PortalOptionsCheck : IValidateOptions<PortalOptions>
{
    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        var errors = options.Errors().ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

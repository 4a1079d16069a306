using Baton.Desk.Cases.Retention;

namespace Baton.Desk;

/// <summary>Settings of the desk: section <c>Desk</c> of the configuration.</summary>
public sealed class DeskOptions
{
    public const string Section = "Desk";

    /// <summary>Where attachments lie. The server sets it from <c>Data:Directory</c>.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Two-letter region for phone numbers written without a country code.</summary>
    public string DefaultRegion { get; set; } = "HK";

    /// <summary>IANA name of the zone whose days number the cases; empty for the zone of the machine.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>The address under which people outside open the desk, such as https://desk.example; links in messages begin with it.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>Largest attachment in bytes.</summary>
    public int AttachmentMaxBytes { get; set; } = 25 * 1024 * 1024;

    /// <summary>How many sign-ins in a row may fail before the account is locked.</summary>
    public int LockoutAttempts { get; set; } = 5;

    /// <summary>How long a locked account stays locked, in minutes.</summary>
    public int LockoutMinutes { get; set; } = 15;

    /// <summary>Shortest password that is accepted.</summary>
    public int PasswordMinLength { get; set; } = 10;

    /// <summary>How long closed cases are kept; forever where nothing is said.</summary>
    public CaseHistoryOptions History { get; set; } = new();

    internal TimeZoneInfo Zone(TimeProvider clock) =>
        TimeZone.Length == 0 ? clock.LocalTimeZone : TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>Every setting that cannot be used, with its key; empty when all is well.</summary>
    public IEnumerable<string> Errors()
    {
        if (AttachmentMaxBytes is < 1 or > 1024 * 1024 * 1024)
            yield return $"{Section}:{nameof(AttachmentMaxBytes)} must lie between 1 and 1073741824 bytes, but is {AttachmentMaxBytes}.";
        if (LockoutAttempts < 1)
            yield return $"{Section}:{nameof(LockoutAttempts)} must be at least 1, but is {LockoutAttempts}.";
        if (LockoutMinutes < 1)
            yield return $"{Section}:{nameof(LockoutMinutes)} must be at least 1, but is {LockoutMinutes}.";
        if (PasswordMinLength < 8)
            yield return $"{Section}:{nameof(PasswordMinLength)} must be at least 8, but is {PasswordMinLength}.";
        if (!Customers.Telephone.IsRegion(DefaultRegion))
            yield return $"{Section}:{nameof(DefaultRegion)} must be a two-letter region such as HK, but is '{DefaultRegion}'.";
        if (TimeZone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return $"{Section}:{nameof(TimeZone)} must be a time zone such as Asia/Hong_Kong, but is '{TimeZone}'.";
        if (
            PublicAddress.Length > 0
            && !(Uri.TryCreate(PublicAddress, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        )
            yield return $"{Section}:{nameof(PublicAddress)} must be an address such as https://desk.example, but is '{PublicAddress}'.";
        foreach (var error in History.Errors())
            yield return error;
    }
}

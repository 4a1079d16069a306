using Baton.Desk.Cases.Fields;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Organisation.Skills;
using Baton.Desk.TimeLimits.Calendars;

namespace Baton.Desk.Processes.Packs;

/// <summary>A solution pack as read and checked: everything that one deployment needs, as data.</summary>
public sealed record Pack
{
    /// <summary>The only format that this program writes and reads.</summary>
    public const int FormatVersion = 1;

    public required string Id { get; init; }

    public required PackVersion Version { get; init; }

    public required LocalizedText Name { get; init; }

    public LocalizedText? Description { get; init; }

    /// <summary>BPMN, DMN and form files, in the order they are deployed.</summary>
    public required IReadOnlyList<PackResource> Resources { get; init; }

    public required IReadOnlyList<PackRole> Roles { get; init; }

    /// <summary>Parents come before their children.</summary>
    public required IReadOnlyList<PackDepartment> Departments { get; init; }

    /// <summary>What people can do; the register of skills.</summary>
    public IReadOnlyList<PackSkill> Skills { get; init; } = [];

    /// <summary>Parents come before their children.</summary>
    public required IReadOnlyList<PackCategory> Categories { get; init; }

    public required IReadOnlyList<PackCaseType> CaseTypes { get; init; }

    public required IReadOnlyList<PackCustomerTier> CustomerTiers { get; init; }

    /// <summary>Calendars that time limits are reckoned with.</summary>
    public IReadOnlyList<PackCalendar> Calendars { get; init; } = [];

    public required IReadOnlyList<PackThirdParty> ThirdParties { get; init; }

    public required IReadOnlyList<PackPhrase> Phrases { get; init; }

    /// <summary>By when what must happen, and who is told.</summary>
    public IReadOnlyList<PackTimeLimit> TimeLimits { get; init; } = [];

    /// <summary>What messages say.</summary>
    public IReadOnlyList<PackTemplate> Templates { get; init; } = [];

    /// <summary>Language, key, text.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Texts { get; init; }

    public PackDemo? Demo { get; init; }

    public required PackFiles Files { get; init; }
}

/// <summary>A file for the engine.</summary>
public sealed record PackResource(string Path, byte[] Content);

/// <summary>A role and what it allows.</summary>
public sealed record PackRole(string Code, LocalizedText Name, IReadOnlyList<string> Permissions);

/// <summary>A department and, if any, the one above it and its level (<see cref="Organisation.UnitLevels"/>).</summary>
public sealed record PackDepartment(string Code, string? Parent, LocalizedText Name, string? Level = null)
{
    /// <summary>Code of the calendar that counts for it and those below it; null inherits from the one above.</summary>
    public string? Calendar { get; init; }
}

/// <summary>Something that people can do well or less well.</summary>
public sealed record PackSkill(string Code, LocalizedText Name);

/// <summary>A node of the category tree; levels count from 1.</summary>
public sealed record PackCategory(string Code, string? Parent, int Level, LocalizedText Name);

/// <summary>A kind of case.</summary>
public sealed record PackCaseType(
    string Code,
    LocalizedText Name,
    string Kind,
    string NumberPrefix,
    string Process,
    string? Form,
    string InitialStatus,
    bool AsksUnitManager
)
{
    /// <summary>Who may read and change single fields, by their names.</summary>
    public IReadOnlyDictionary<string, FieldRight> Fields { get; init; } = new Dictionary<string, FieldRight>();

    /// <summary>Id of the decision that says how severe a case is; null for none.</summary>
    public string? Decision { get; init; }

    /// <summary>Whether customers may register cases of it on their own page.</summary>
    public bool Portal { get; init; }

    /// <summary>Whether the agent is asked which third party a case is about.</summary>
    public bool AsksThirdParty { get; init; }

    /// <summary>The pages for people outside the call centre that offer it.</summary>
    public IReadOnlyList<string> Entries { get; init; } = [];
}

/// <summary>A level of service; where customers compete, the greater rank goes first.</summary>
public sealed record PackCustomerTier(string Code, LocalizedText Name, int Rank)
{
    /// <summary>Code of the calendar that counts for its customers; null for none.</summary>
    public string? Calendar { get; init; }
}

/// <summary>A calendar of working hours.</summary>
/// <param name="Code">Unique on the desk.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Content">Zone, hours and special days.</param>
/// <param name="IsDefault">Counts where nothing else names one, unless the desk has another default already.</param>
public sealed record PackCalendar(string Code, LocalizedText Name, CalendarContent Content, bool IsDefault);

/// <summary>A firm whose service cases are about, and whom to turn to there.</summary>
public sealed record PackThirdParty(string Code, LocalizedText Name, string? Contact);

/// <summary>A text for everybody to insert, in all languages; for the cases of a category of the pack, or for any.</summary>
public sealed record PackPhrase(string Shortcut, LocalizedText Title, LocalizedText Text, string? Category);

/// <summary>The policy of a time limit, as docs/guide/time-limit-policies.md says.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Content">The policy as JSON.</param>
public sealed record PackTimeLimit(string Code, string Content);

/// <summary>What messages say that name it by its code.</summary>
public sealed record PackTemplate(string Code, TemplateContent Content);

/// <summary>People and customers to try the pack with.</summary>
public sealed record PackDemo(
    IReadOnlyList<PackDemoUser> Users,
    IReadOnlyDictionary<string, string> DefaultManagers,
    IReadOnlyDictionary<string, string> ContactPersons,
    IReadOnlyList<PackDemoCustomer> Customers
);

/// <summary>A person of the demo organisation.</summary>
public sealed record PackDemoUser(
    string UserName,
    string DisplayName,
    string? Email,
    string? StaffNumber,
    string Language,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Departments
)
{
    /// <summary>Where short messages reach him, in E.164.</summary>
    public string? Phone { get; init; }
    public string? Position { get; init; }

    /// <summary>Skills with their levels, such as <c>en:4</c>.</summary>
    public IReadOnlyList<SkillLevel> Skills { get; init; } = [];

    /// <summary>Whether his tasks go to him as mails that he answers.</summary>
    public bool WorksByMail { get; init; }
}

/// <summary>A customer of the demo organisation; numbers are in E.164, and no tier means the lowest one.</summary>
public sealed record PackDemoCustomer(
    string Number,
    string Name,
    string? Tier,
    string Language,
    IReadOnlyList<string> Phones,
    IReadOnlyList<string> Faxes,
    IReadOnlyList<string> Emails,
    string? Remark
)
{
    /// <summary>The demo user who looks after the customer; null for nobody.</summary>
    public string? KeyAccountManager { get; init; }
}

/// <summary>One thing wrong with a pack: the file, the place in it (JSON path, or element and line), and what was expected.</summary>
public sealed record PackProblem(string File, string Place, string Message);

/// <summary>Major, minor, patch, as in 1.2.0.</summary>
public readonly record struct PackVersion(int Major, int Minor, int Patch) : IComparable<PackVersion>
{
    public static bool operator <(PackVersion left, PackVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(PackVersion left, PackVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(PackVersion left, PackVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PackVersion left, PackVersion right) => left.CompareTo(right) >= 0;

    public static bool TryParse(string text, out PackVersion version)
    {
        version = default;
        var parts = text.Split('.');
        if (parts.Length != 3 || !parts.All(part => part.Length is > 0 and <= 6 && part.All(char.IsAsciiDigit)))
            return false;
        var numbers = parts.Select(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        version = new PackVersion(numbers[0], numbers[1], numbers[2]);
        return version.ToString() == text;
    }

    public int CompareTo(PackVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");
}

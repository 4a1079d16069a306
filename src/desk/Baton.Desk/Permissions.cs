namespace Baton.Desk;

/// <summary>The names of everything a role may allow.</summary>
public static class Permissions
{
    public const string OpenCases = "cases.open";
    public const string RegisterAsAccountManager = "register.account-manager";
    public const string RegisterInBranch = "register.branch";
    public const string RegisterForSupervision = "register.supervision";
    public const string ReadOwnCases = "cases.read-own";
    public const string ReadDepartmentCases = "cases.read-department";
    public const string ReadUnitCases = "cases.read-unit";
    public const string ReadAllCases = "cases.read-all";
    public const string SteerCases = "cases.steer";
    public const string WorkOnTasks = "tasks.work";
    public const string WorkOnFaxes = "fax.work";
    public const string WorkOnContacts = "contacts.work";
    public const string MergeCustomers = "customers.merge";
    public const string ImportCustomers = "customers.import";
    public const string ProtectCustomers = "customers.privacy";
    public const string ManagePhrases = "phrases.manage";
    public const string ManageMessages = "messages.manage";
    public const string ManageTimeLimits = "time-limits.manage";
    public const string DrawDesigns = "designs.draw";
    public const string ReviewDesigns = "designs.review";
    public const string DeployDesigns = "designs.deploy";
    public const string ReadReports = "reports.read";
    public const string AdministerOrganisation = "admin.organisation";
    public const string ManageIntegrations = "admin.integrations";
    public const string AdministerProcesses = "admin.processes";
    public const string AdministerPacks = "admin.packs";
    public const string AdministerUsers = "admin.users";
    public const string ReadAudit = "audit.read";
    public const string OperateEngine = "engine.operate";

    /// <summary>All permissions, in the order in which administrators see them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        OpenCases,
        RegisterAsAccountManager,
        RegisterInBranch,
        RegisterForSupervision,
        ReadOwnCases,
        ReadDepartmentCases,
        ReadUnitCases,
        ReadAllCases,
        SteerCases,
        WorkOnTasks,
        WorkOnFaxes,
        WorkOnContacts,
        MergeCustomers,
        ImportCustomers,
        ProtectCustomers,
        ManagePhrases,
        ManageMessages,
        ManageTimeLimits,
        DrawDesigns,
        ReviewDesigns,
        DeployDesigns,
        ReadReports,
        AdministerOrganisation,
        ManageIntegrations,
        AdministerProcesses,
        AdministerPacks,
        AdministerUsers,
        ReadAudit,
        OperateEngine,
    ];

    /// <summary>Each lets a person open cases by one page for people outside the call centre; see <see cref="CaseEntries"/>.</summary>
    public static IReadOnlyList<string> RegisterCases { get; } = [RegisterAsAccountManager, RegisterInBranch, RegisterForSupervision];

    /// <summary>Any of these lets a person open cases, by one page at least.</summary>
    public static IReadOnlyList<string> OpenSomeCases { get; } = [OpenCases, .. RegisterCases];

    /// <summary>Any of these lets a person read some cases.</summary>
    public static IReadOnlyList<string> ReadSomeCases { get; } = [ReadOwnCases, ReadDepartmentCases, ReadUnitCases, ReadAllCases];

    /// <summary>Any of these lets a person read customers: whoever opens cases, works on them or reads more than his own.</summary>
    public static IReadOnlyList<string> ReadCustomers { get; } =
    [.. OpenSomeCases, WorkOnTasks, ReadDepartmentCases, ReadUnitCases, ReadAllCases];

    /// <summary>What a role allows where somebody has it for a unit only: all else knows no units, and such a role does not give it.</summary>
    public static IReadOnlyList<string> WithinUnits { get; } =
    [.. OpenSomeCases, ReadOwnCases, ReadDepartmentCases, ReadUnitCases, ReadAllCases, SteerCases, WorkOnTasks];

    /// <summary>Any of these, in a role for a unit, lets a person read the cases of that unit and of all below it.</summary>
    public static IReadOnlyList<string> ReadWithinUnits { get; } = [ReadDepartmentCases, ReadUnitCases, ReadAllCases];

    /// <summary>Any of these lets a person change customers and write notes on them.</summary>
    public static IReadOnlyList<string> ChangeCustomers { get; } = [OpenCases, WorkOnTasks];

    /// <summary>Any of these lets a person write on cases: whoever does something with them.</summary>
    public static IReadOnlyList<string> WriteOnCases { get; } = [WorkOnTasks, OpenCases, SteerCases, WorkOnFaxes];

    /// <summary>Any of these lets a person insert phrases and keep his own.</summary>
    public static IReadOnlyList<string> UsePhrases { get; } = [.. WriteOnCases, ManagePhrases];

    /// <summary>Any of these lets a person read the drafts of processes, decisions and forms.</summary>
    public static IReadOnlyList<string> ReadDesigns { get; } = [DrawDesigns, ReviewDesigns, DeployDesigns];

    /// <summary>Any of these lets a person look at processes and decisions as they are deployed.</summary>
    public static IReadOnlyList<string> ReadDefinitions { get; } = [AdministerProcesses, AdministerPacks, OperateEngine, .. ReadDesigns];
}

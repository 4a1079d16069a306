namespace Baton.Desk.Storage.Auditing;

/// <summary>What the audit log is about.</summary>
public static class AuditKinds
{
    public const string User = "user";
    public const string Role = "role";
    public const string Department = "department";
    public const string Skill = "skill";
    public const string Token = "token";
    public const string Deputy = "deputy";
    public const string Pack = "pack";
    public const string CustomerTier = "customer-tier";
    public const string ThirdParty = "third-party";
    public const string Category = "category";
    public const string CaseType = "case-type";
    public const string MessageTemplate = "message-template";
    public const string Mailbox = "mailbox";
    public const string HttpConnection = "http-connection";
    public const string Calendar = "calendar";
    public const string Deployment = "deployment";
    public const string Design = "design";
    public const string Migration = "migration";
    public const string TestRun = "test-run";
    public const string TimeLimit = "time-limit";
    public const string Instance = "instance";
    public const string Batch = "batch";
    public const string Letter = "letter";
    public const string Settings = "settings";
    public const string Contact = "contact";
    public const string BlockedSender = "blocked-sender";
    public const string SmsPattern = "sms-pattern";
    public const string Webhook = "webhook";
    public const string FeedToken = "feed-token";
    public const string WebForm = "web-form";

    /// <summary>All of them, in the order in which auditors choose.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        User,
        Role,
        Department,
        Skill,
        Token,
        Deputy,
        Pack,
        CustomerTier,
        ThirdParty,
        Category,
        CaseType,
        MessageTemplate,
        Mailbox,
        HttpConnection,
        Calendar,
        Deployment,
        Design,
        Migration,
        TestRun,
        TimeLimit,
        Instance,
        Batch,
        Letter,
        Settings,
        Contact,
        BlockedSender,
        SmsPattern,
        Webhook,
        FeedToken,
        WebForm,
    ];
}

/// <summary>What was done to the thing that an entry of the audit log is about.</summary>
public static class AuditActions
{
    public const string Created = "created";
    public const string Changed = "changed";
    public const string Deleted = "deleted";
}

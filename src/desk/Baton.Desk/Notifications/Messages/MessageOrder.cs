namespace Baton.Desk.Notifications.Messages;

/// <summary>
/// Something that people are to be told outside or inside the desk, in the words of a template. Each person gets it in his own language; nobody
/// gets it twice by one channel.
/// </summary>
internal sealed record MessageOrder
{
    /// <summary>Unique for ever; ordering it again does nothing. Such as <c>clock:123:round:2</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Code of the template.</summary>
    public required string Template { get; init; }

    /// <summary>By which channels: <see cref="MessageChannels"/>.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    public required IReadOnlyList<Addressee> To { get; init; }

    /// <summary>Copies that all can see.</summary>
    public IReadOnlyList<Addressee> Cc { get; init; } = [];

    /// <summary>Copies that only the receiver knows of.</summary>
    public IReadOnlyList<Addressee> Bcc { get; init; } = [];

    /// <summary>The case it is about; messages about one case leave in order.</summary>
    public long? CaseKey { get; init; }

    /// <summary>The task that its link opens after sign-in.</summary>
    public long? TaskKey { get; init; }

    /// <summary>What the template may name beside the case, the task and the receiver.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();

    /// <summary>The job of a process that ends when the messages have arrived; null for none.</summary>
    public long? JobKey { get; init; }

    /// <summary>User name of whoever wrote it himself; null for what the desk writes.</summary>
    public string? Author { get; init; }

    /// <summary>Attachments of the case that go with its mails.</summary>
    public IReadOnlyList<MessageFile> Files { get; init; } = [];

    /// <summary>Those it is for get it by the channels on which they want to be reminded, too.</summary>
    public bool IsReminder => Values.ContainsKey(Templates.TemplateVariables.Clock);
}

/// <summary>Who is told: somebody of the desk by his user name, or an address outside. One of both is set.</summary>
internal sealed record Addressee(string? UserName, string? Address = null)
{
    /// <summary>For an address outside; a user has his own.</summary>
    public string? Language { get; init; }

    /// <summary>For an address outside: how he is called.</summary>
    public string? Name { get; init; }

    public static Addressee User(string userName) => new(userName);
}

/// <summary>The ways on which messages leave.</summary>
internal static class MessageChannels
{
    /// <summary>The bell in the desk; only for users.</summary>
    public const string Desk = "desk";
    public const string Mail = "mail";
    public const string Sms = "sms";
    public const string Fax = "fax";
    public const string Voice = "voice";
    public const string Push = "push";

    public static IReadOnlyList<string> All { get; } = [Desk, Mail, Sms, Fax, Voice, Push];
}

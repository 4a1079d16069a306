namespace Baton.Desk.Channels.Mail.Reading;

/// <summary>A mail as the desk understands it.</summary>
internal sealed record ReadMail
{
    /// <summary>In a line, 200 characters at most; empty where it has none.</summary>
    public required string Subject { get; init; }

    /// <summary>Lower-case address of the sender; null where there is none that can be used.</summary>
    public string? From { get; init; }
    public string? FromName { get; init; }

    /// <summary>Lower-case addresses that it went to, with copies, and those that the servers noted.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Without angle brackets; null for none.</summary>
    public string? MessageId { get; init; }
    public IReadOnlyList<string> InReplyTo { get; init; } = [];
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>When its sender says that it was written; null for none.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>All that was written, as plain text.</summary>
    public required string Text { get; init; }

    /// <summary>The same without the history that it quotes.</summary>
    public required string NewText { get; init; }
    public IReadOnlyList<MailFile> Files { get; init; } = [];

    /// <summary>What a reader should know of it; codes of <see cref="MailMarks"/>, some with a name behind a colon.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];
    public required MachineVerdict Machine { get; init; }
}

/// <summary>A file in a mail.</summary>
/// <param name="Name">Fit to be a file's name.</param>
/// <param name="Content">Decoded.</param>
/// <param name="IsInline">A picture inside the text.</param>
internal sealed record MailFile(string Name, byte[] Content, bool IsInline);

/// <summary>What is said of mails beside their words.</summary>
internal static class MailMarks
{
    public const string Signed = "signed";
    public const string Encrypted = "encrypted";
    public const string FileTooLarge = "file-too-large";
    public const string FileRefused = "file-refused";
    public const string TooManyFiles = "too-many-files";
    public const string TextCut = "text-cut";
    public const string NoText = "no-text";
    public const string Unreadable = "part-unreadable";
    public const string WrongCharset = "wrong-charset";
    public const string TooDeep = "too-deep";
    public const string OtherSender = "other-sender";
    public const string ForgedToken = "forged-token";

    /// <summary>Bears the mark of a task that is not genuine, or not for its sender.</summary>
    public const string ForgedTask = "forged-task";

    /// <summary>The mark of a file.</summary>
    public static string Of(string code, string name) => $"{code}:{name}";
}

/// <summary>How much of a mail is taken in; the whole is kept as it came.</summary>
/// <param name="FileBytes">Of one file.</param>
internal sealed record MailLimits(int FileBytes)
{
    public int Files { get; init; } = 50;
    public int Parts { get; init; } = 500;
    public int Depth { get; init; } = 40;
    public int TextLength { get; init; } = 100_000;
}

/// <summary>A mail that was read, or why it cannot be.</summary>
internal sealed record Reading(ReadMail? Mail, string? Refusal);

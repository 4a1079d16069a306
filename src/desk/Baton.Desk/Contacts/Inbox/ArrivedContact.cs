using Baton.Desk.Cases.Attachments;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>A contact as a channel took it in, before anybody has looked at it.</summary>
/// <param name="Channel">mail, sms, fax, voice, web, branch, account-manager, supervision, ...</param>
/// <param name="Source">Where it was taken in: a mailbox, a gateway, a folder; codes such as <c>mail:complaints</c>.</param>
/// <param name="SourceId">Its name there, the same however often it is taken in.</param>
/// <param name="Subject">What it is about, in a line; 200 characters at most.</param>
/// <param name="ReceivedAt">When the source got it.</param>
internal sealed record ArrivedContact(string Channel, string Source, string SourceId, string Subject, DateTimeOffset ReceivedAt)
{
    /// <summary>Address or number of the sender, E.164 where it is one; null where it is withheld.</summary>
    public string? From { get; init; }

    public string? FromName { get; init; }

    /// <summary>The other way by which the sender can be reached, where he named a number and an address.</summary>
    public string? OtherAddress { get; init; }

    /// <summary>The mailbox or number that it came to.</summary>
    public string? To { get; init; }

    /// <summary>What was written, as plain text.</summary>
    public string? Text { get; init; }

    /// <summary>Files that came with it, taken in already.</summary>
    public IReadOnlyList<TakenFile> Files { get; init; } = [];

    /// <summary>Hash of the content as it came, kept with the attachments; null where there is none.</summary>
    public string? RawSha256 { get; init; }

    /// <summary>The case that it answers, as the channel found it; null where none is known.</summary>
    public long? CaseKey { get; init; }

    /// <summary>The customer, where the channel knows him; else he is looked for by <see cref="From"/>.</summary>
    public long? CustomerKey { get; init; }

    /// <summary>The department whose people see to it; null for everybody who opens cases.</summary>
    public string? Unit { get; init; }

    /// <summary>What a rule says that it is; offered to whoever makes a case of it.</summary>
    public string? CaseType { get; init; }

    public string? Category { get; init; }

    /// <summary>Values for the form of the case type, as a JSON object; null for none.</summary>
    public string? Form { get; init; }

    /// <summary>A case is opened at once where all that it needs is known; otherwise it waits for a person.</summary>
    public bool OpensCase { get; init; }

    /// <summary>A closed case of <see cref="CaseKey"/> is taken up again; otherwise the contact waits for a person who decides that.</summary>
    public bool ReopensCase { get; init; }

    /// <summary>Why a person must look at it, as a code; null for no reason beyond being new.</summary>
    public string? Reason { get; init; }
    public string? ReasonDetail { get; init; }

    /// <summary>Written by a machine: recorded on its case, never answered, never the reason to open or reopen one.</summary>
    public bool IsAutomatic { get; init; }
}

/// <summary>What became of a contact that arrived.</summary>
internal enum ReceivedAs
{
    /// <summary>It had been taken in before; nothing was done.</summary>
    Known,

    /// <summary>It waits in the inbox.</summary>
    Waiting,

    /// <summary>It was added to a case that exists.</summary>
    Joined,

    /// <summary>A case was made of it.</summary>
    Opened,
}

/// <param name="Key">Key of the contact.</param>
/// <param name="As">What became of it.</param>
/// <param name="CaseNumber">Of the case that it belongs to now; null while it waits.</param>
internal sealed record Received(long Key, ReceivedAs As, string? CaseNumber);

/// <param name="Received">What became of it so far.</param>
/// <param name="Opens">A case is to be opened of it after the commit.</param>
internal sealed record TakenContact(Received Received, bool Opens);

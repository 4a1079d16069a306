namespace Baton.Desk.Channels.Mail.Answers;

/// <summary>What a mail about the case would be like.</summary>
/// <param name="Addresses">Whom it can go to, the customer first.</param>
/// <param name="Subject">The usual subject.</param>
/// <param name="Quote">What he wrote last; null for nothing.</param>
/// <param name="Signature">Stands below; null for none.</param>
public sealed record AnswerDraft(IReadOnlyList<string> Addresses, string Subject, string? Quote, string? Signature)
{
    /// <summary>It answers a mail of his, so that its subject is to stay.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>The customer's own; en, zh-Hans or zh-Hant.</summary>
    public required string Language { get; init; }

    /// <summary>The line above the quote: who wrote it, and when.</summary>
    public string? QuoteHead { get; init; }

    /// <summary>Those that are made for answers, in the order of their names.</summary>
    public IReadOnlyList<AnswerTemplate> Templates { get; init; } = [];
}

/// <summary>A template to begin an answer with.</summary>
/// <param name="Code">By which it is asked for.</param>
/// <param name="Name">In the reader's language.</param>
public sealed record AnswerTemplate(string Code, string Name);

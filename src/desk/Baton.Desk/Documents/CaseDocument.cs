namespace Baton.Desk.Documents;

/// <summary>What a case looks like on paper: everything that the page says, already chosen and formatted for its reader.</summary>
public sealed record CaseDocument
{
    /// <summary>BCP 47 tag of the recipient's language; chooses the labels, the date format and the shape of Chinese characters.</summary>
    public required string Language { get; init; }

    /// <summary>Who writes.</summary>
    public required Letterhead Letterhead { get; init; }

    public required string CaseNumber { get; init; }

    public required string Subject { get; init; }

    /// <summary>When the document was written, in the time zone that the page shall show.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    public required string CustomerName { get; init; }

    /// <summary>The number the document goes to, in the form people read; null when it does not leave by fax.</summary>
    public string? RecipientNumber { get; init; }

    /// <summary>Names of the category from the top level down.</summary>
    public IReadOnlyList<string> Category { get; init; } = [];

    /// <summary>The form's fields in the form's order.</summary>
    public IReadOnlyList<DocumentField> Fields { get; init; } = [];

    public string? Description { get; init; }

    public DocumentDecision? Decision { get; init; }
}

/// <summary>The organisation at the top of the page; <see cref="Lines"/> are address and numbers, one a line.</summary>
public sealed record Letterhead(string Organisation, IReadOnlyList<string> Lines);

/// <summary>One labelled value; line feeds in the value are kept.</summary>
public sealed record DocumentField(string Label, string Value);

/// <summary>What was decided, by whom and when (in the time zone that the page shall show).</summary>
public sealed record DocumentDecision(bool Approved, string By, DateTimeOffset At, string? Comment);

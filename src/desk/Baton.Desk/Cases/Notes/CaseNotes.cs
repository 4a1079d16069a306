using Baton.Desk.Access;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Notes;

/// <summary>A note as colleagues read it.</summary>
/// <param name="Key">By which it is corrected.</param>
/// <param name="Kind">For whom it is.</param>
/// <param name="Author">User name of who wrote it.</param>
/// <param name="AuthorName">The person's name.</param>
/// <param name="Text">What it says now.</param>
/// <param name="At">When it was written.</param>
/// <param name="CorrectedAt">When it was corrected last; null for never.</param>
/// <param name="Earlier">What it said before, the oldest first.</param>
/// <param name="MentionedNames">Names of the people whom it is to reach.</param>
/// <param name="MayCorrect">The reader wrote it a short while ago.</param>
public sealed record CaseNoteView(
    long Key,
    NoteKind Kind,
    string Author,
    string AuthorName,
    string Text,
    DateTimeOffset At,
    DateTimeOffset? CorrectedAt,
    IReadOnlyList<EarlierWording> Earlier,
    IReadOnlyList<string> MentionedNames,
    bool MayCorrect
)
{
    /// <summary>Number of the merged case that it was written on; null where it was written on the case that is read.</summary>
    public string? FromCase { get; init; }

    /// <summary>What it is to the customer, where it is for him.</summary>
    public NotePurpose Purpose { get; init; }

    /// <summary>When the customer answered a question; null while it waits.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>What a note said until it was corrected.</summary>
public sealed record EarlierWording(string Text, DateTimeOffset Until);

/// <summary>What the customer reads of a note for him, or of one that he wrote: no names of the desk.</summary>
internal sealed record CustomerText(NoteKind Kind, NotePurpose Purpose, string Text, DateTimeOffset At, DateTimeOffset? AnsweredAt);

/// <summary>Reads the notes of cases.</summary>
internal static class CaseNotes
{
    private const int WordsMaxLength = 100_000;
    private const int WordsMaxCount = 500;

    /// <summary>All notes of cases that show as one, the oldest first.</summary>
    /// <param name="db">Where they are.</param>
    /// <param name="shown">Key of the case that is read.</param>
    /// <param name="numbers">It and those merged into it, with their numbers.</param>
    /// <param name="user">The reader, who may read the case.</param>
    /// <param name="ct">Gives up reading.</param>
    public static async Task<IReadOnlyList<CaseNoteView>> Read(
        DeskDb db,
        long shown,
        Dictionary<long, string> numbers,
        DeskUser user,
        CancellationToken ct
    )
    {
        var notes = await db
            .CaseNotes.AsNoTracking()
            .AsSplitQuery()
            .Include(note => note.Earlier)
            .Include(note => note.Mentions)
            .Where(note => numbers.Keys.Contains(note.CaseKey))
            .OrderBy(note => note.Key)
            .ToListAsync(ct);
        var people = notes.SelectMany(note => note.Mentions.Select(one => one.UserName).Append(note.Author));
        var names = await DeskUsers.Names(db, people, user.Language, ct);
        return notes.ConvertAll(note => new CaseNoteView(
            note.Key,
            note.Kind,
            note.Author,
            Name(note.Author),
            note.Text,
            note.At,
            note.CorrectedAt,
            [.. note.Earlier.OrderBy(one => one.Until).Select(one => new EarlierWording(one.Text, one.Until))],
            [.. note.Mentions.Select(one => Name(one.UserName)).Order(StringComparer.Ordinal)],
            NoteRules.MayCorrect(note, user, db.Now)
        )
        {
            FromCase = note.CaseKey == shown ? null : numbers[note.CaseKey],
            Purpose = note.Purpose,
            AnsweredAt = note.AnsweredAt,
        });

        string Name(string userName) => names.GetValueOrDefault(userName, userName);
    }

    /// <summary>What the customer may read about a case, the oldest first; never an internal note. The caller has made sure that the case is his.</summary>
    public static async Task<IReadOnlyList<CustomerText>> ForCustomer(DeskDb db, long caseKey, CancellationToken ct) =>
        await db
            .CaseNotes.Where(note => note.CaseKey == caseKey && (note.Kind == NoteKind.ForCustomer || note.Kind == NoteKind.FromCustomer))
            .OrderBy(note => note.Key)
            .Select(note => new CustomerText(note.Kind, note.Purpose, note.Text, note.At, note.AnsweredAt))
            .ToListAsync(ct);

    /// <summary>Keys of the cases on which somebody mentioned the user.</summary>
    public static IQueryable<long> Mentioning(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        return db.CaseMentions.Where(one => one.UserName == me).Select(one => one.CaseKey);
    }

    /// <summary>The texts by which the case is found: the latest, up to a length that an index of words takes in at once.</summary>
    public static async Task<IReadOnlyList<string>> Words(DeskDb db, long caseKey, CancellationToken ct)
    {
        var texts = await db
            .CaseNotes.Where(note => note.CaseKey == caseKey)
            .OrderByDescending(note => note.Key)
            .Take(WordsMaxCount)
            .Select(note => note.Text)
            .ToListAsync(ct);
        var length = 0;
        return [.. texts.TakeWhile(text => (length += text.Length) <= WordsMaxLength)];
    }
}

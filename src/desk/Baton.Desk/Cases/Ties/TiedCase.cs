using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Ties;

/// <summary>A case that another one is tied to, as far as the reader may know it.</summary>
public sealed record TiedCase(long Key, string Number, string Subject, string Status, string StatusText, bool IsClosed);

/// <summary>The ties of a case that its page shows; cases that the reader may not read are only counted.</summary>
/// <param name="Parent">The case whose child it is.</param>
/// <param name="Children">Its children, the oldest first.</param>
/// <param name="MergedInto">The case that it was merged into.</param>
/// <param name="Merged">The cases that show under it.</param>
/// <param name="SplitFrom">The case that it was split from.</param>
/// <param name="SplitOff">The cases that were split off it.</param>
/// <param name="Hidden">How many tied cases the reader may not read.</param>
/// <param name="ClosingRule">What its closing means for its children.</param>
/// <param name="WaitsForChildrenSince">Its process has ended, and it closes with the last of its children.</param>
/// <param name="MayTie">The reader may link and unlink, and change the rule.</param>
/// <param name="MayOpenChild">The reader may open a child.</param>
public sealed record CaseTies(
    TiedCase? Parent,
    IReadOnlyList<TiedCase> Children,
    TiedCase? MergedInto,
    IReadOnlyList<TiedCase> Merged,
    TiedCase? SplitFrom,
    IReadOnlyList<TiedCase> SplitOff,
    int Hidden,
    ClosingRule ClosingRule,
    DateTimeOffset? WaitsForChildrenSince,
    bool MayTie,
    bool MayOpenChild
);

/// <summary>Puts ties into the reader's words.</summary>
internal static class TieViews
{
    public static async Task<CaseTies> Of(DeskDb db, Case row, DeskUser user, PackWords words, CancellationToken ct)
    {
        var all = await Tied(db.Cases, row).CountAsync(ct);
        var seen = all == 0 ? [] : await Tied(CaseGuard.Readable(db, user), row).OrderBy(one => one.Key).ToListAsync(ct);
        return new(
            seen.Where(one => one.Key == row.ParentKey).Select(View).SingleOrDefault(),
            [.. seen.Where(one => one.ParentKey == row.Key).Select(View)],
            seen.Where(one => one.Key == row.MergedIntoKey).Select(View).SingleOrDefault(),
            [.. seen.Where(one => one.MergedIntoKey == row.Key).Select(View)],
            seen.Where(one => one.Key == row.SplitFromKey).Select(View).SingleOrDefault(),
            [.. seen.Where(one => one.SplitFromKey == row.Key).Select(View)],
            all - seen.Count,
            row.ClosingRule,
            row.WaitsForChildrenSince,
            MayTie: !row.IsClosed && user.MayIn(Permissions.SteerCases, row.DepartmentCode),
            MayOpenChild: !row.IsClosed && user.May(Permissions.OpenCases)
        );

        TiedCase View(Case one) => new(one.Key, one.Number, one.Subject, one.Status, words.Status(one.Status, user.Language), one.IsClosed);
    }

    private static IQueryable<Case> Tied(IQueryable<Case> cases, Case row) =>
        cases.Where(one =>
            one.Key == row.ParentKey
            || one.Key == row.MergedIntoKey
            || one.Key == row.SplitFromKey
            || one.ParentKey == row.Key
            || one.MergedIntoKey == row.Key
            || one.SplitFromKey == row.Key
        );
}

using System.Globalization;
using Baton.Desk.Access;
using Baton.Desk.Notifications;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Designs;

/// <summary>Tells people by the bell what happened to a design.</summary>
internal static class DesignNews
{
    /// <summary>To everybody who may review, except who asks.</summary>
    public static async Task ToReviewers(DeskDb db, UnitOfWork unit, Design design, DeskUser user, CancellationToken ct)
    {
        Add(db, unit, design, Notifier.DesignReview, user.UserName, user.DisplayName, await Reviewers(db, ct));
    }

    /// <summary>To those who drew, who asked for the review and who set the time, and to everybody who may review: nobody did it.</summary>
    public static async Task ToAll(DeskDb db, UnitOfWork unit, Design design, string code) =>
        Add(db, unit, design, code, null, "", [.. Drawers(design), .. await Reviewers(db, CancellationToken.None)]);

    /// <summary>To those who drew, who asked for the review and who set the time; except who did it.</summary>
    public static void ToDrawers(DeskDb db, UnitOfWork unit, Design design, string code, string? doer, string doerName) =>
        Add(db, unit, design, code, doer, doerName, Drawers(design));

    private static IEnumerable<string?> Drawers(Design design) =>
        [design.CreatedBy, .. design.DrawnBy, design.ReviewAskedBy, design.DeployBy];

    private static Task<List<string>> Reviewers(DeskDb db, CancellationToken ct) =>
        DeskUsers.Allowed(db, Permissions.ReviewDesigns).Select(row => row.UserName).ToListAsync(ct);

    private static void Add(
        DeskDb db,
        UnitOfWork unit,
        Design design,
        string code,
        string? doer,
        string doerName,
        IEnumerable<string?> people
    )
    {
        var told = people.OfType<string>().Where(one => one != doer).Distinct(StringComparer.Ordinal).ToList();
        Notifier.Add(
            db,
            unit,
            told,
            code,
            null,
            null,
            ("name", doerName),
            ("design", design.Name),
            ("version", design.DeployedVersion?.ToString(CultureInfo.InvariantCulture) ?? ""),
            (Notifier.DesignKey, design.Key.ToString(CultureInfo.InvariantCulture))
        );
        foreach (var one in told)
            unit.Tell(DeskChanges.Notifications(one));
    }
}

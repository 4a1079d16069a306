using Baton.Desk.Cases.Notes;
using Baton.Desk.Storage;

namespace Baton.Desk.Cases;

/// <summary>The cases that somebody follows without having to do anything with them.</summary>
internal static class Followed
{
    public const string Mentioned = "mentioned";
    public const string Watched = "watched";

    /// <summary>Those of the customers whom the user looks after.</summary>
    public const string Customers = "customers";

    /// <summary>Keys of cases, some of which the user may not read any more; null for a word that names no such list.</summary>
    public static IQueryable<long>? By(DeskDb db, DeskUser user, string? list) =>
        list switch
        {
            Mentioned => CaseNotes.Mentioning(db, user),
            Watched => Watching(db, user),
            Customers => OfCustomers(db, user).Select(row => row.Key),
            _ => null,
        };

    /// <summary>He may read them all.</summary>
    public static IQueryable<Case> OfCustomers(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        return db.Cases.Where(row => row.KeyAccountManager == me);
    }

    private static IQueryable<long> Watching(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        return db.CaseWatchers.Where(one => one.UserName == me).Select(one => one.CaseKey);
    }
}

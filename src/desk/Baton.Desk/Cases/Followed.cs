using Baton.Desk.Cases.Notes;
using Baton.Desk.Storage;

namespace Baton.Desk.Cases;

/// <summary>The cases that somebody follows without having to do anything with them.</summary>
internal static class Followed
{
    public const string Mentioned = "mentioned";
    public const string Watched = "watched";

    /// <summary>Keys of cases, some of which the user may not read any more; null for a word that names no such list.</summary>
    public static IQueryable<long>? By(DeskDb db, DeskUser user, string? list) =>
        list switch
        {
            Mentioned => CaseNotes.Mentioning(db, user),
            Watched => Watching(db, user),
            _ => null,
        };

    private static IQueryable<long> Watching(DeskDb db, DeskUser user)
    {
        var me = user.UserName;
        return db.CaseWatchers.Where(one => one.UserName == me).Select(one => one.CaseKey);
    }
}

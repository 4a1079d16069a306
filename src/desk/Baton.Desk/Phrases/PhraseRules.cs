using System.Text.RegularExpressions;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Phrases;

/// <summary>Who sees and keeps which phrases, and what a phrase may say.</summary>
internal static partial class PhraseRules
{
    public const int ShortcutMaxLength = 30;
    public const int TitleMaxLength = 100;
    public const int TextMaxLength = 4000;

    /// <summary>More than that nobody finds again.</summary>
    public const int OwnMax = 200;

    /// <summary>Any of these lets a person use phrases and keep his own.</summary>
    public static readonly string[] Users = [.. Permissions.UsePhrases];

    public static bool MayUse(DeskUser user) => Users.Any(user.May);

    /// <summary>The user's own, those of his departments and those of all; who manages phrases sees those of every department.</summary>
    public static IQueryable<Phrase> Visible(DeskDb db, DeskUser user, bool toManage = false)
    {
        var (me, departments) = (user.UserName, user.Departments);
        var all = toManage && user.May(Permissions.ManagePhrases);
        return db.Set<Phrase>()
            .Where(row =>
                row.Owner == me || (row.Owner == null && (all || row.DepartmentCode == null || departments.Contains(row.DepartmentCode)))
            );
    }

    /// <summary>The departments for which the user keeps phrases: those that he manages, or all.</summary>
    public static async Task<IReadOnlyList<string>> Managed(DeskDb db, DeskUser user, CancellationToken ct)
    {
        var open = await db.Departments.Where(one => !one.IsClosed).OrderBy(one => one.SortOrder).Select(one => one.Code).ToListAsync(ct);
        if (user.May(Permissions.ManagePhrases))
            return open;
        var managed = new List<string>();
        foreach (var code in open)
        {
            if (await UnitManagers.Default(db, code, ct) == user.UserName)
                managed.Add(code);
        }
        return managed;
    }

    /// <summary>His own everybody keeps; a department's its manager; those of all whoever has the right. A pack keeps its own.</summary>
    public static bool MayKeep(DeskUser user, string? owner, string? department, string? pack, IReadOnlyList<string> managed) =>
        pack is null
        && MayUse(user)
        && (
            owner is not null ? owner == user.UserName
            : department is not null ? managed.Contains(department, StringComparer.Ordinal)
            : user.May(Permissions.ManagePhrases)
        );

    /// <summary>A shortcut as it is kept: without its slash, in small letters.</summary>
    public static string Shortcut(string? typed) => (typed ?? "").Trim().TrimStart('/').ToLowerInvariant();

    /// <summary>Whether it can be kept as it is.</summary>
    public static bool IsShortcut(string shortcut) => shortcut == Shortcut(shortcut) && ShortcutPattern().IsMatch(shortcut);

    public static List<FieldProblem> Check(DeskUser user, SavePhraseRequest request)
    {
        var wrong = new List<FieldProblem>();
        var words = PhraseTexts.Words;
        if (!IsShortcut(Shortcut(request.Shortcut)))
            wrong.Add(words.Field("shortcut", "pattern", "shortcut", user.Language, ("max", $"{ShortcutMaxLength}")));
        if (request.Title is not { } title || title.Trim().Length is 0 or > TitleMaxLength)
            wrong.Add(words.Field("title", "length", "title", user.Language, ("max", $"{TitleMaxLength}")));
        if (NoteRules.Clean(request.Text).Length is 0 or > TextMaxLength)
            wrong.Add(words.Field("text", "length", "text", user.Language, ("max", $"{TextMaxLength}")));
        if (request.Language is { Length: > 0 } language && !Languages.All.Contains(language))
            wrong.Add(words.Field("language", "unknown", "language", user.Language));
        if (request.Scope == PhraseScope.Department && string.IsNullOrWhiteSpace(request.Department))
            wrong.Add(words.Field("department", "required", "department", user.Language));
        return wrong;
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}_-]{0,29}$", RegexOptions.CultureInvariant)]
    private static partial Regex ShortcutPattern();
}

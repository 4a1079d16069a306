using System.Text.RegularExpressions;
using Baton.Desk.Http;
using Baton.Desk.Notifications;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Notes;

/// <summary>
/// Whom a text names as <c>@user</c>. Only who may read the case can be named: a name that nobody has and one of somebody who may not read it are
/// refused alike, so that nothing is learnt about either.
/// </summary>
internal static partial class Mentions
{
    private const int CountMax = 20;

    /// <summary>The user names that the text mentions, each once, without its author.</summary>
    public static async Task<Outcome<IReadOnlyList<string>>> Of(DeskDb db, Case row, DeskUser author, string text, CancellationToken ct)
    {
        var written = Written(text);
        if (written.Count > CountMax)
        {
            var tooMany = Problems.Field("text", "mentions", "note.mentions-max", author.Language, ("max", $"{CountMax}"));
            return Problems.Invalid(author.Language, tooMany);
        }
        if (written.Count == 0)
            return Outcome.Of<IReadOnlyList<string>>([]);
        var names = written.SelectMany(Names).Distinct(StringComparer.Ordinal).ToList();
        var readers = await CaseReaders.Of(db, row, ct);
        var known = await readers.Where(user => names.Contains(user.UserName)).Select(user => user.UserName).ToHashSetAsync(ct);
        var unknown = written.Where(one => !Names(one).Any(known.Contains)).ToList();
        if (unknown.Count > 0)
        {
            var faults = unknown.ConvertAll(one => Problems.Field("text", "mention", "note.mention", author.Language, ("name", one)));
            return Problems.Invalid(author.Language, faults);
        }
        var mentioned = written.Select(one => Names(one).First(known.Contains)).Where(name => name != author.UserName);
        return Outcome.Of<IReadOnlyList<string>>([.. mentioned.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Tells those whom a note mentions since now. The caller saves, and publishes the topics after the commit.</summary>
    public static IReadOnlyList<string> Tell(DeskDb db, UnitOfWork unit, Case row, DeskUser author, IReadOnlyCollection<string> people)
    {
        Notifier.Add(
            db,
            unit,
            people,
            Notifier.Mentioned,
            row.Key,
            null,
            ("number", row.Number),
            ("subject", row.Subject),
            ("name", author.DisplayName)
        );
        return [.. people.Select(DeskChanges.Notifications), .. people.Select(DeskChanges.Worklist)];
    }

    /// <summary>What stands behind each at-sign that does not belong to an address.</summary>
    internal static IReadOnlyList<string> Written(string text) =>
        [.. Mention().Matches(text).Select(match => match.Groups[1].Value.TrimEnd('.', '-')).Where(one => one.Length > 0).Distinct()];

    /// <summary>What may be meant: all of it; or its Latin beginning, as Chinese goes on without a space.</summary>
    private static IEnumerable<string> Names(string written)
    {
        yield return written.ToLowerInvariant();
        var latin = string.Concat(written.TakeWhile(char.IsAscii)).TrimEnd('.', '-');
        if (latin.Length > 0 && latin.Length < written.Length)
            yield return latin.ToLowerInvariant();
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9._@-])@([\p{L}\p{Nd}._@-]{1,100})")]
    private static partial Regex Mention();
}

using System.Text.Json;
using Baton.Desk.Access;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases;

/// <summary>One thing that happened, in the reader's words.</summary>
/// <param name="Key">Order of writing.</param>
/// <param name="At">When.</param>
/// <param name="Code">What; one of <see cref="TimelineCodes"/> or a channel's own.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Actor">User name; null when the system acted.</param>
/// <param name="ActorName">Name of the person; null when the system acted.</param>
/// <param name="TaskKey">The task it is about.</param>
/// <param name="Parameters">What the sentence was made of.</param>
public sealed record TimelineItem(
    long Key,
    DateTimeOffset At,
    string Code,
    string Text,
    string? Actor,
    string? ActorName,
    long? TaskKey,
    IReadOnlyDictionary<string, string> Parameters
)
{
    /// <summary>What the form calls the fields that were changed.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}

/// <summary>Writes the time line of cases and puts it into words.</summary>
internal static class Timeline
{
    /// <summary>Adds an entry; the caller saves. Parameters are kept as codes and names, never as sentences.</summary>
    public static void Add(
        DeskDb db,
        UnitOfWork unit,
        long caseKey,
        string code,
        string? actor,
        long? taskKey = null,
        params IReadOnlyList<(string Name, string? Value)> parameters
    )
    {
        var values = parameters
            .Where(parameter => parameter.Value is not null)
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Value!, StringComparer.Ordinal);
        db.Timeline.Add(
            new TimelineEntry
            {
                Key = unit.NextKey(),
                CaseKey = caseKey,
                At = unit.Now,
                Code = code,
                Actor = actor,
                TaskKey = taskKey,
                Parameters = JsonSerializer.Serialize(values),
            }
        );
    }

    /// <summary>The whole time line of a case, oldest first, without a word about fields that the reader may not read.</summary>
    public static async Task<List<TimelineItem>> Read(
        DeskDb db,
        long caseKey,
        string processId,
        string language,
        PackWords words,
        FieldSight sight,
        CancellationToken ct
    )
    {
        var rows = await db.Timeline.Where(row => row.CaseKey == caseKey).OrderBy(row => row.At).ThenBy(row => row.Key).ToListAsync(ct);
        var parsed = rows.ConvertAll(row => (Row: row, Values: Values(row.Parameters))).FindAll(one => IsSeen(one.Values, sight));
        var people = parsed.SelectMany(one => TimelineWords.People(one.Values)).Concat(rows.Select(row => row.Actor));
        var names = await DeskUsers.Names(db, people, language, ct);
        var groups = parsed.SelectMany(one => TimelineWords.Groups(one.Values)).ToHashSet(StringComparer.Ordinal);
        var speaker = new TimelineWords(language, processId, words, names, await GroupNames.Of(db, groups, ct));
        return parsed.ConvertAll(one => speaker.Say(one.Row, one.Values));
    }

    /// <summary>Takes out of what was changed the names of the fields that the reader may not read; false where nothing is left to tell.</summary>
    private static bool IsSeen(Dictionary<string, string> values, FieldSight sight)
    {
        if (sight.Unread.Count == 0 || !values.TryGetValue(TimelineWords.Fields, out var fields))
            return true;
        var seen = fields.Split(TimelineWords.Comma).Where(sight.MayRead).ToList();
        values[TimelineWords.Fields] = string.Join(TimelineWords.Comma, seen);
        return seen.Count > 0;
    }

    internal static Dictionary<string, string> Values(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
}

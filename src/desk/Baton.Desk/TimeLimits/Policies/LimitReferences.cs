using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Policies;

/// <summary>Checks that what a policy names is there: case types and templates.</summary>
internal static class LimitReferences
{
    /// <summary>The templates of all notices with their places.</summary>
    public static IEnumerable<(string Place, string Code)> Templates(TimeLimit limit) =>
        limit
            .Warnings.Select((one, index) => (Place: $"warnings[{index}].template", one.Notice.Template))
            .Concat(limit.OnStart.Select((one, index) => (Place: $"onStart[{index}].template", one.Template)))
            .Concat(limit.OnStop.Select((one, index) => (Place: $"onStop[{index}].template", one.Template)))
            .Concat(limit.Rounds?.Ladder.Select((one, index) => (Place: $"rounds.ladder[{index}].template", one.Notice.Template)) ?? [])
            .Where(one => one.Template is not null)
            .Select(one => (one.Place, one.Template!));

    public static async Task<List<FieldProblem>> Check(DeskDb db, TimeLimit limit, string language, CancellationToken ct)
    {
        var wrong = new List<FieldProblem>();
        foreach (var (index, code) in limit.CaseTypes.Index())
        {
            if (!await db.CaseTypes.AnyAsync(type => type.Code == code, ct))
                wrong.Add(TimeLimitTexts.Words.Field($"content.caseTypes[{index}]", "unknown", "unknown-type", language, ("code", code)));
        }
        if (limit.Calendar is { } calendar && !await db.Set<DeskCalendar>().AnyAsync(row => row.Code == calendar, ct))
            wrong.Add(TimeLimitTexts.Words.Field("content.calendar", "unknown", "unknown-calendar", language, ("code", calendar)));
        foreach (var (place, code) in Templates(limit))
        {
            if (await TemplateShelf.Find(db, code, ct) is null)
                wrong.Add(TimeLimitTexts.Words.Field("content." + place, "unknown", "unknown-template", language, ("code", code)));
        }
        return wrong;
    }
}

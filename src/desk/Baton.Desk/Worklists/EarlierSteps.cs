using Baton.Desk.Access;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists;

/// <summary>A step that was done before.</summary>
public sealed record EarlierStep(string ElementId, string Title, string? CompletedByName, DateTimeOffset EndedAt);

/// <summary>The steps that a process instance went through before a task.</summary>
internal static class EarlierSteps
{
    internal sealed record Step(string ElementId, string ElementName, string ProcessId, string? CompletedBy, DateTimeOffset EndedAt);

    /// <summary>Each step once, as it was done last; the latest first.</summary>
    public static async Task<List<Step>> Of(DeskDb db, WorkItem item, CancellationToken ct)
    {
        var done = await db
            .WorkItems.Where(row => row.ProcessInstanceKey == item.ProcessInstanceKey && row.CaseKey == item.CaseKey)
            .Where(row => row.Status == WorkItemStatus.Completed && row.ConsultationKey == null && row.ElementId != item.ElementId)
            .OrderByDescending(row => row.EndedAt)
            .ThenByDescending(row => row.Key)
            .Select(row => new Step(row.ElementId, row.ElementName, row.ProcessId, row.CompletedBy, row.EndedAt!.Value))
            .ToListAsync(ct);
        return [.. done.DistinctBy(step => step.ElementId, StringComparer.Ordinal)];
    }

    public static async Task<List<EarlierStep>> View(DeskDb db, WorkItem item, string language, PackWords words, CancellationToken ct)
    {
        var steps = await Of(db, item, ct);
        var names = await DeskUsers.Names(db, steps.Select(step => step.CompletedBy), ct);
        return steps.ConvertAll(step => new EarlierStep(
            step.ElementId,
            words.Element(step.ProcessId, step.ElementId, step.ElementName, language),
            step.CompletedBy is null ? null : names.GetValueOrDefault(step.CompletedBy, step.CompletedBy),
            step.EndedAt
        ));
    }
}

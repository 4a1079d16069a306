using Baton.Desk.Access;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists;

/// <summary>A button of a task in the reader's language.</summary>
public sealed record ActionView(string Id, string Text, bool Primary, bool RequiresOpinion);

/// <summary>A role that may pick up a task.</summary>
public sealed record CandidateRole(string Code, string Name);

/// <summary>A task in a list or on a case page.</summary>
public sealed record TaskView(
    long Key,
    long CaseKey,
    string CaseNumber,
    string CaseSubject,
    string CaseStatus,
    string CaseStatusText,
    string CustomerName,
    string ElementId,
    string Title,
    string? Assignee,
    string? AssigneeName,
    IReadOnlyList<string> CandidateUsers,
    IReadOnlyList<CandidateRole> CandidateRoles,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    int Priority,
    WorkItemStatus Status,
    string? CompletedBy,
    string? CompletedByName,
    DateTimeOffset? EndedAt,
    IReadOnlyList<ActionView> Actions,
    TaskRights May,
    bool HasForm
);

/// <summary>Puts work items into the reader's words.</summary>
internal static class TaskViews
{
    public static async Task<List<TaskView>> Of(DeskDb db, List<WorkItem> items, DeskUser user, PackWords words, CancellationToken ct)
    {
        var caseKeys = items.Select(item => item.CaseKey).Distinct().ToList();
        var cases = await db
            .Cases.Where(row => caseKeys.Contains(row.Key))
            .Select(row => new
            {
                row.Key,
                row.Number,
                row.Subject,
                row.Status,
                row.CustomerName,
            })
            .ToDictionaryAsync(row => row.Key, ct);
        var roleCodes = items.SelectMany(item => item.Candidates).Where(one => one.IsRole).Select(one => one.Name).Distinct().ToList();
        var roles = await db
            .Roles.Where(role => roleCodes.Contains(role.Code))
            .ToDictionaryAsync(role => role.Code, role => role.Name, StringComparer.Ordinal, ct);
        var names = await DeskUsers.Names(db, items.SelectMany(item => new[] { item.Assignee, item.CompletedBy }), ct);
        return items.ConvertAll(item =>
        {
            var owner = cases[item.CaseKey];
            return new TaskView(
                item.Key,
                item.CaseKey,
                owner.Number,
                owner.Subject,
                owner.Status,
                words.Status(owner.Status, user.Language),
                owner.CustomerName,
                item.ElementId,
                words.Element(item.ProcessId, item.ElementId, item.ElementName, user.Language),
                item.Assignee,
                Name(item.Assignee),
                [.. item.Candidates.Where(one => !one.IsRole).Select(one => one.Name)],
                [.. item.Candidates.Where(one => one.IsRole).Select(one => new CandidateRole(one.Name, RoleName(one.Name)))],
                item.CreatedAt,
                item.DueAt,
                item.Priority,
                item.Status,
                item.CompletedBy,
                Name(item.CompletedBy),
                item.EndedAt,
                [.. TaskAction.Parse(item.Actions).Select(Action)],
                TaskGuard.Rights(item, user),
                item.FormKey is not null
            );
        });

        string? Name(string? userName) => userName is null ? null : names.GetValueOrDefault(userName, userName);
        string RoleName(string code) => roles.TryGetValue(code, out var name) ? name.In(user.Language) : code;
        ActionView Action(TaskAction action) =>
            new(action.Id, words.Action(action.Id, user.Language), action.Primary, action.RequiresOpinion);
    }
}

using System.Text.Json.Serialization;
using Baton.Desk.Access;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.TimeLimits.Clocks;
using Baton.Desk.Worklists.Consultations;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists;

/// <summary>A button of a task in the reader's language.</summary>
public sealed record ActionView(string Id, string Text, bool Primary, bool RequiresOpinion);

/// <summary>A role or department that may pick up a task.</summary>
public sealed record CandidateGroup(string Code, string Name);

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
    IReadOnlyList<CandidateGroup> CandidateRoles,
    IReadOnlyList<CandidateGroup> CandidateDepartments,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    int Priority,
    WorkItemStatus Status,
    bool IsSuspended,
    string? DelegatedBy,
    string? DelegatedByName,
    string? CompletedBy,
    string? CompletedByName,
    DateTimeOffset? EndedAt,
    IReadOnlyList<ActionView> Actions,
    TaskRights May,
    bool HasForm
)
{
    /// <summary>The absent person for whom the reader may do it as his deputy; null where he has a right of his own, or none.</summary>
    public string? DeputisedFor { get; init; }
    public string? DeputisedForName { get; init; }

    /// <summary>What the reader is asked for; null for a task of the process.</summary>
    public ConsultationKind? Asked { get; init; }

    /// <summary>The question, where something is asked.</summary>
    public string? Question { get; init; }
    public string? AskedByName { get; init; }

    /// <summary>When the customer of the case was promised to be called back; null for no open promise.</summary>
    public DateTimeOffset? CallBackAt { get; init; }

    /// <summary>It is done, but others have still to confirm it before the process goes on.</summary>
    public bool AwaitsConfirmation { get; init; }

    /// <summary>Where the time limit of the step stands, whose due time <see cref="DueAt"/> is; null for none.</summary>
    public ClockState? TimeLimit { get; init; }

    /// <summary>Who may pick it up, in the reader's words: departments and roles.</summary>
    [JsonIgnore]
    public IEnumerable<string> CandidateNames => CandidateDepartments.Concat(CandidateRoles).Select(group => group.Name);
}

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
                row.CallBackAt,
            })
            .ToDictionaryAsync(row => row.Key, ct);
        var wanted = items.SelectMany(item => item.Candidates).Where(one => one.IsGroup).Select(one => one.Name).Distinct().ToList();
        var groups = await GroupNames.Of(db, wanted, ct);
        await Deputising.Mark(db, items, user, ct);
        var asked = await Consultations(db, items, ct);
        var clocks = await TaskClocks.States(db, items, ct);
        var people = items
            .SelectMany(item => new[] { item.Assignee, item.DelegatedBy, item.CompletedBy, item.DeputisedFor })
            .Concat(asked.Values.Select(one => one.AskedBy));
        var names = await DeskUsers.Names(db, people, ct);
        return items.ConvertAll(item =>
        {
            var owner = cases[item.CaseKey];
            var consultation = item.ConsultationKey is { } key ? asked.GetValueOrDefault(key) : null;
            return new TaskView(
                item.Key,
                item.CaseKey,
                owner.Number,
                owner.Subject,
                owner.Status,
                words.Status(owner.Status, user.Language),
                owner.CustomerName,
                item.ElementId,
                Title(item, consultation),
                item.Assignee,
                Name(item.Assignee),
                [.. item.Candidates.Where(one => !one.IsGroup).Select(one => one.Name)],
                [
                    .. Groups(item)
                        .Where(group => DepartmentGroup.Code(group) is null)
                        .Select(group => new CandidateGroup(group, GroupName(group))),
                ],
                [
                    .. Groups(item)
                        .Select(DepartmentGroup.Code)
                        .OfType<string>()
                        .Select(code => new CandidateGroup(code, GroupName(DepartmentGroup.Of(code)))),
                ],
                item.CreatedAt,
                item.DueAt,
                item.Priority,
                item.Status,
                item.IsSuspended,
                item.DelegatedBy,
                Name(item.DelegatedBy),
                item.CompletedBy,
                Name(item.CompletedBy),
                item.EndedAt,
                [.. TaskAction.Parse(item.Actions).Select(Action)],
                TaskGuard.Rights(item, user),
                item.FormKey is not null
            )
            {
                DeputisedFor = item.DeputisedFor,
                DeputisedForName = Name(item.DeputisedFor),
                Asked = consultation?.Kind,
                Question = consultation?.Question,
                AskedByName = Name(consultation?.AskedBy),
                AwaitsConfirmation = item.AwaitsConfirmation,
                CallBackAt = owner.CallBackAt,
                TimeLimit = clocks.TryGetValue(item.Key, out var state) ? state : null,
            };
        });

        string Title(WorkItem item, Consultation? consultation)
        {
            var step = words.Element(item.ProcessId, item.ElementId, item.ElementName, user.Language);
            return consultation is null
                ? step
                : DeskTexts.Get("consult.title." + ConsultationCodes.Asked(consultation.Kind), user.Language, ("step", step));
        }

        string? Name(string? userName) => userName is null ? null : names.GetValueOrDefault(userName, userName);
        string GroupName(string group) =>
            groups.TryGetValue(group, out var name) ? name.In(user.Language) : DepartmentGroup.Code(group) ?? group;
        ActionView Action(TaskAction action) =>
            new(action.Id, words.Action(action.Id, user.Language), action.Primary, action.RequiresOpinion);
    }

    private static async Task<Dictionary<long, Consultation>> Consultations(DeskDb db, List<WorkItem> items, CancellationToken ct)
    {
        var keys = items.Select(item => item.ConsultationKey).OfType<long>().Distinct().ToList();
        return keys.Count == 0
            ? []
            : await db.Consultations.AsNoTracking().Where(row => keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, ct);
    }

    private static IEnumerable<string> Groups(WorkItem item) => item.Candidates.Where(one => one.IsGroup).Select(one => one.Name);
}

using Baton.Desk.Access;
using Baton.Desk.Cases.Following;
using Baton.Desk.Http;
using Baton.Desk.Notifications;
using Baton.Desk.Notifications.Tasks;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Steering;

/// <summary>Reminds by hand those who have the tasks of a case, or could take them. Not more often than every five minutes.</summary>
public sealed class UrgeCase(CaseCommand cases)
{
    public Task<Outcome<CaseSteered>> Handle(DeskUser user, SteerCaseRequest request, CancellationToken ct) =>
        cases.Run(user, request, needsReason: false, rights => rights.Urge, Urge, ct);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private static async ValueTask<Problem?> Urge(CaseCommand.Step step)
    {
        var row = step.Case;
        if (row.UrgedAt is { } last && step.Unit.Now - last < Pause)
            return Problems.Rejected("urged-just-now", step.User.Language, ("number", row.Number));
        if (step.OpenTasks.Count == 0)
            return Problems.Rejected("nothing-to-urge", step.User.Language, ("number", row.Number));
        row.UrgeCount++;
        row.UrgedAt = step.Unit.Now;
        foreach (var item in step.OpenTasks)
        {
            var people = (await Holders(step, item)).Where(person => person != step.User.UserName).ToList();
            IReadOnlyList<(string, string?)> words =
            [
                ("element", item.ElementId),
                ("elementName", item.ElementName),
                ("process", item.ProcessId),
                ("number", row.Number),
                ("subject", row.Subject),
                ("name", step.User.DisplayName),
            ];
            Notifier.Add(step.Db, step.Unit, people, Notifier.Urged, row.Key, item.Key, words);
            var deputies = await Notifier.AddForDeputies(
                step.Db,
                step.Unit,
                item.AskedByName(),
                [.. people, step.User.UserName],
                Notifier.Urged,
                row.Key,
                item.Key,
                words
            );
            await TaskNews.Note(step.Db, step.Unit, [.. people, .. deputies], Notifier.Urged, row.Key, item.Key);
            step.Topics.UnionWith(deputies.Select(DeskChanges.Notifications));
            step.Topics.UnionWith(people.Select(DeskChanges.Notifications));
            step.Write(
                TimelineCodes.Urged,
                ("element", item.ElementId),
                ("elementName", item.ElementName),
                item.Assignee is { } holder ? (TimelineWords.User, holder) : (TimelineWords.Role, ItemSteps.Groups(item))
            );
        }
        return null;
    }

    private static async Task<IReadOnlyList<string>> Holders(CaseCommand.Step step, WorkItem item)
    {
        if (item.Assignee is { } holder)
            return [holder];
        var groups = item.Candidates.Where(one => one.IsGroup).Select(one => one.Name).ToList();
        return
        [
            .. item.AskedByName()
                .Union(await DeskUsers.InGroups(step.Db, groups, step.Case.DepartmentCode, step.Ct), StringComparer.Ordinal),
        ];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        CaseCommand.Describe(
            routes.MapPost(
                "/cases/{number}/urge",
                async (string number, ReasonBody body, DeskUser user, UrgeCase handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(number, body.Reason), ct))
            ),
            "UrgeCase",
            "Urge those who hold a case"
        );
}

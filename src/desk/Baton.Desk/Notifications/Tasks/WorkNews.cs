using System.Globalization;
using System.Text.Json;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Tasks;

/// <summary>A task came to people or departments some of whom work by mail.</summary>
/// <param name="Id">Unique for ever.</param>
/// <param name="CaseKey">The case of the task.</param>
/// <param name="TaskKey">The task.</param>
internal sealed record WorkNews(string Id, long CaseKey, long TaskKey)
{
    public const string OutboxChannel = "work-mail";

    /// <summary>Notes it in the unit that moves the task, so that the mail is neither lost nor doubled. Costs a look at who works by mail; nearly nobody does.</summary>
    public static async Task Note(DeskDb db, UnitOfWork unit, WorkItem item, IReadOnlyCollection<string> people, string code, long caseKey)
    {
        if (code is not (Notifier.NewTask or Notifier.NewGroupTask or Notifier.TaskTransferred or Notifier.TaskGivenBack))
            return;
        var units = item.Assignee is null ? Departments(item) : [];
        var isByMail =
            await db.Users.AnyAsync(user => user.WorksByMail && people.Contains(user.UserName))
            || await db.Departments.AnyAsync(one =>
                one.MailWork != null
                && (
                    units.Contains(one.Code)
                    || (one.MailWork == MailWorkKinds.Members && one.Members.Any(member => people.Contains(member.UserName)))
                )
            );
        if (!isByMail)
            return;
        var id = string.Create(CultureInfo.InvariantCulture, $"work:{item.Key}:{unit.NextKey()}");
        unit.Enqueue(new(OutboxChannel, id, JsonSerializer.Serialize(new WorkNews(id, caseKey, item.Key))));
    }

    /// <summary>Codes of the departments that may pick it up.</summary>
    public static List<string> Departments(WorkItem item) =>
        [.. item.Candidates.Where(one => one.IsGroup).Select(one => DepartmentGroup.Code(one.Name)).OfType<string>()];
}

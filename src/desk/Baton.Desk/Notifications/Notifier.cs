using System.Text.Json;
using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications;

/// <summary>Tells people in the desk that there is something to do.</summary>
internal static class Notifier
{
    public const string NewTask = "new-task";
    public const string NewGroupTask = "new-group-task";
    public const string TaskTransferred = "task-transferred";
    public const string TaskDelegated = "task-delegated";
    public const string TaskGivenBack = "task-given-back";
    public const string Urged = "urged";
    public const string WatchedCase = "watched-case";
    public const string Mentioned = "mentioned";
    public const string CustomerWrote = "customer-wrote";
    public const string CallBackDue = "call-back-due";
    public const string ContactLate = "contact-late";

    /// <summary>A mailbox was not read for too long.</summary>
    public const string MailboxSilent = "mailbox-silent";

    /// <summary>Mails come to one case faster than people write.</summary>
    public const string MailLoop = "mail-loop";

    /// <summary>The folder of messages of other systems was not read for too long.</summary>
    public const string DropSilent = "drop-silent";

    /// <summary>Something did not reach a web hook and is set aside.</summary>
    public const string WebhookAside = "webhook-aside";

    /// <summary>A web hook switched itself off, as its receiver is gone.</summary>
    public const string WebhookGone = "webhook-gone";

    /// <summary>The parameter with the key of the web hook that it is about.</summary>
    public const string WebhookKey = "webhookKey";

    public const string DesignReview = "design-review";
    public const string DesignApproved = "design-approved";
    public const string DesignReturned = "design-returned";
    public const string DesignDeployed = "design-deployed";
    public const string DesignFailed = "design-failed";

    /// <summary>A message of a template; its words are a parameter.</summary>
    public const string Message = "message";

    /// <summary>The parameter with the key of the design that it is about.</summary>
    public const string DesignKey = "designKey";

    /// <summary>The parameter with the key of the contact in the inbox that it is about.</summary>
    public const string ContactKey = "contactKey";

    /// <summary>The parameter with the name of the absent person to whose deputy it is told.</summary>
    public const string For = "for";

    /// <summary>Adds a notification for each person; the caller saves and publishes.</summary>
    public static void Add(
        DeskDb db,
        UnitOfWork unit,
        IEnumerable<string> userNames,
        string code,
        long? caseKey,
        long? taskKey,
        params IReadOnlyList<(string Name, string? Value)> parameters
    )
    {
        var values = JsonSerializer.Serialize(
            parameters.Where(one => one.Value is not null).ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal)
        );
        foreach (var userName in userNames.Distinct(StringComparer.Ordinal))
        {
            db.Notifications.Add(
                new Notification
                {
                    Key = unit.NextKey(),
                    UserName = userName,
                    At = unit.Now,
                    Code = code,
                    Parameters = values,
                    CaseKey = caseKey,
                    TaskKey = taskKey,
                }
            );
        }
    }

    /// <summary>
    /// The same for whoever stands in now for people who are asked by name; who is informed already is not told again. The caller publishes for
    /// those who are returned.
    /// </summary>
    public static async Task<IReadOnlyList<string>> AddForDeputies(
        DeskDb db,
        UnitOfWork unit,
        IReadOnlyCollection<string> asked,
        IReadOnlyCollection<string> informed,
        string code,
        long caseKey,
        long? taskKey,
        IReadOnlyList<(string Name, string? Value)> parameters
    )
    {
        var deputies = (await StandIns.Of(db, asked, CancellationToken.None))
            .DistinctBy(one => one.Deputy, StringComparer.Ordinal)
            .Where(one => !informed.Contains(one.Deputy, StringComparer.Ordinal))
            .ToList();
        foreach (var one in deputies)
            Add(db, unit, [one.Deputy], code, caseKey, taskKey, [.. parameters, (For, one.AbsentName)]);
        return deputies.ConvertAll(one => one.Deputy);
    }

    /// <summary>A task that is taken or gone needs nobody's attention any more: its unread notifications are read.</summary>
    public static Task<List<Notification>> Unread(DeskDb db, long taskKey, CancellationToken ct) =>
        db.Notifications.Where(row => row.TaskKey == taskKey && row.ReadAt == null).ToListAsync(ct);
}

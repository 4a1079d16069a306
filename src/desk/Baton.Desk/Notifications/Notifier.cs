using System.Text.Json;
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

    /// <summary>Adds a notification for each person; the caller saves and publishes.</summary>
    public static void Add(
        DeskDb db,
        UnitOfWork unit,
        IEnumerable<string> userNames,
        string code,
        long caseKey,
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

    /// <summary>A task that is taken or gone needs nobody's attention any more: its unread notifications are read.</summary>
    public static Task<List<Notification>> Unread(DeskDb db, long taskKey, CancellationToken ct) =>
        db.Notifications.Where(row => row.TaskKey == taskKey && row.ReadAt == null).ToListAsync(ct);
}

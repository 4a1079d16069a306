using System.Globalization;
using System.Text.Json;
using Baton.Desk.Notifications.Preferences;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Tasks;

/// <summary>Who is told of a task beside the bell.</summary>
/// <param name="Id">Unique for ever.</param>
/// <param name="Code">The notification, see <see cref="Notifier"/>.</param>
/// <param name="CaseKey">The case of the task.</param>
/// <param name="TaskKey">The task.</param>
/// <param name="People">User names.</param>
internal sealed record TaskNews(string Id, string Code, long CaseKey, long TaskKey, IReadOnlyList<string> People)
{
    public const string OutboxChannel = "task-news";

    /// <summary>
    /// Notes in the unit that tells people of a task in the bell that they are to be told by the ways that they have chosen, too. Costs one look at what they
    /// have chosen; most have chosen nothing.
    /// </summary>
    public static async Task Note(DeskDb db, UnitOfWork unit, IReadOnlyCollection<string> people, string code, long caseKey, long taskKey)
    {
        var isReminder = code == Notifier.Urged;
        var willing = await db.Set<MessagePreference>()
            .Where(row => people.Contains(row.UserName) && (isReminder ? row.ReminderChannels != "" : row.TaskChannels != ""))
            .Select(row => row.UserName)
            .ToListAsync();
        if (willing.Count == 0)
            return;
        var id = string.Create(CultureInfo.InvariantCulture, $"task:{taskKey}:{code}:{unit.NextKey()}");
        var news = new TaskNews(id, code, caseKey, taskKey, willing);
        unit.Enqueue(new(OutboxChannel, id, JsonSerializer.Serialize(news)));
    }
}

using System.Globalization;
using Baton.Desk.Worklists;
using Baton.Engine.UserTasks;
using Baton.Runtime;

namespace Baton.Desk.Cases.Steering;

/// <summary>The due times of tasks that nobody could work on for a while.</summary>
internal static class DueTimes
{
    /// <summary>Moves them on. Saves the command's rows first, as the engine changes the rows of its own tasks.</summary>
    public static async ValueTask<Problem?> Move(CaseCommand.Step step, IReadOnlyList<WorkItem> items, TimeSpan by)
    {
        foreach (var part in items.Where(item => item.ConsultationKey is not null))
            part.DueAt += by;
        await step.Db.SaveChangesAsync(step.Ct);
        foreach (var item in items.Where(item => item.ConsultationKey is null))
        {
            if (item.DueAt is not { } due)
                continue;
            var changes = new UserTaskChanges { DueDate = (due + by).ToString("O", CultureInfo.InvariantCulture) };
            var moved = await step.Unit.Engine.UpdateUserTask(item.Key, changes, EngineTasks.Resume);
            if (moved.Problem is { } refused)
                return refused;
        }
        return null;
    }
}

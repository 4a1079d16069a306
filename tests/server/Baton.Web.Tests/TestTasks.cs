using Baton.Desk.Worklists;

namespace Baton.Web.Tests;

/// <summary>Tasks as a work list has them.</summary>
internal static class TestTasks
{
    public static TaskView One(long key) =>
        new(
            key,
            key,
            $"TOS-{key}",
            "Subject",
            "open",
            "Open",
            "陳大文",
            "Approve",
            "Approve",
            "uma",
            "Uma Wong",
            [],
            [],
            [],
            new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
            null,
            50,
            WorkItemStatus.Open,
            false,
            null,
            null,
            null,
            null,
            null,
            [],
            TaskRights.None,
            false
        );
}

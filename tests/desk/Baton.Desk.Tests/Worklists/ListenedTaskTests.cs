using Baton.Desk.Worklists;
using Baton.Engine.UserTasks;
using Baton.Feel;

namespace Baton.Desk.Tests.Worklists;

/// <summary>A step whose process checks what a person does before it counts.</summary>
public sealed class ListenedTaskTests
{
    private const string Check = "check-approval";

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_person_is_told_why_a_check_did_not_accept_the_step_and_the_task_stays()
    {
        await using var desk = await DeskHost.Start();
        var key = await CheckedTask(desk);

        var completing = desk.Get<CompleteTask>().Handle(await desk.User("uma", Languages.SimplifiedChinese), new(key, "approve"), Ct);
        await Decide(desk, new TaskListenerResult(true, "credit limit", null));
        var problem = (await completing).Problem!;

        Assert.Equal(("task-denied-because", "此步骤的检查未予通过：credit limit"), (problem.Code, problem.Detail));
        var task = (await desk.Get<ShowTask>().Handle(await desk.User("uma"), new(key), Ct)).Value;
        Assert.Equal(WorkItemStatus.Open, task.Task.Status);
    }

    [Fact]
    public async Task A_step_that_its_check_accepts_is_done_when_the_person_is_answered()
    {
        await using var desk = await DeskHost.Start();
        var key = await CheckedTask(desk);

        var completing = desk.Get<CompleteTask>().Handle(await desk.User("uma"), new(key, "approve"), Ct);
        await Decide(desk, TaskListenerResult.Accepted);

        Assert.Equal(WorkItemStatus.Completed, (await completing).Value.Status);
    }

    private static async Task<long> CheckedTask(DeskHost desk)
    {
        await desk.DeployChanged(bpmn =>
        {
            var at = bpmn.IndexOf("<zeebe:userTask />", StringComparison.Ordinal);
            return bpmn.Insert(
                at,
                $"<zeebe:taskListeners><zeebe:taskListener eventType=\"completing\" type=\"{Check}\" /></zeebe:taskListeners>"
            );
        });
        var opened = await desk.Open();
        return Assert.Single((await desk.Show(opened.Number)).Tasks).Key;
    }

    private static async Task Decide(DeskHost desk, TaskListenerResult result)
    {
        var jobs = await desk.Runtime.ActivateJobs(new(Check, 1, TimeSpan.FromMinutes(1)), TimeSpan.FromMinutes(1), Ct);
        var job = Assert.Single(jobs.Value);
        var done = await desk.Runtime.Write(unit => unit.Engine.CompleteJob(job.JobKey, FeelContext.Empty, result), Ct);
        Assert.True(done.Succeeded, done.Problem?.Detail);
    }
}

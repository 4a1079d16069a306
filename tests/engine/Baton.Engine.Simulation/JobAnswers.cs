using Baton.Engine.AdHoc;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.UserTasks;
using Baton.Feel;

namespace Baton.Engine.Simulation;

/// <summary>What workers give back, by the kind of job.</summary>
internal static class JobAnswers
{
    public static CompleteJob Any(Job job, Random random) =>
        job.Kind switch
        {
            JobKind.TaskListener => new CompleteJob(job.Key, FeelContext.Empty) { Result = Decided(job, random) },
            JobKind.AdHocSubProcess => new CompleteJob(job.Key, Result(random)) { Result = Driven(job.Element, random) },
            _ => new CompleteJob(job.Key, Result(random)),
        };

    /// <summary>The answer that brings the instance on.</summary>
    public static CompleteJob Onward(Job job) =>
        new(job.Key, FeelContext.Empty) { Result = job.Kind == JobKind.AdHocSubProcess ? new AdHocResult([], true, false) : null };

    public static AdHocActivation[] Activations(ElementInstance adHoc, int count, Random random)
    {
        string[] ids = [.. adHoc.Element.AdHoc!.Activities.Keys];
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(each => new AdHocActivation(ids[random.Next(ids.Length)], FeelContext.Of(("round", FeelValue.From(each))))),
        ];
    }

    private static FeelContext Result(Random random) => FeelContext.Of(("result", random.Next(100)));

    private static AdHocResult Driven(ElementInstance adHoc, Random random) =>
        random.Next(3) == 0
            ? new AdHocResult([], true, random.Next(2) == 0)
            : new AdHocResult(Activations(adHoc, random.Next(3), random), false, random.Next(4) == 0);

    private static TaskListenerResult Decided(Job job, Random random)
    {
        UserTask task = job.Element.UserTask!;
        if (task.State is UserTaskState.Assigning or UserTaskState.Updating or UserTaskState.Completing && random.Next(4) == 0)
        {
            return new TaskListenerResult(true, "not like this", null);
        }
        if (random.Next(2) == 0)
        {
            return TaskListenerResult.Accepted;
        }
        UserTaskTransition transition = task.Transition!;
        bool isModelled = task.State == UserTaskState.Creating && !transition.IsAssigneeCorrected && transition.Assignee is not null;
        string? assignee = isModelled || random.Next(2) == 0 ? null : (random.Next(3) == 0 ? "" : "eve");
        var changes = new UserTaskChanges
        {
            Priority = random.Next(100),
            CandidateUsers = random.Next(2) == 0 ? ["eve", "mallory"] : null,
            DueDate = random.Next(2) == 0 ? "2026-05-01T10:00:00Z" : "",
        };
        return new TaskListenerResult(false, null, new UserTaskCorrections(assignee, changes));
    }
}

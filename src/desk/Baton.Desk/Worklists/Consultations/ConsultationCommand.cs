using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;

namespace Baton.Desk.Worklists.Consultations;

/// <summary>What all changes of an open consultation share: finding it, asking who may, showing how things stand afterwards.</summary>
public sealed class ConsultationCommand(TaskCommand tasks, ListConsultations list)
{
    internal async Task<Outcome<IReadOnlyList<ConsultationView>>> Run(
        DeskUser user,
        long taskKey,
        long consultationKey,
        Func<UnitOfWork, DeskDb, ConsultationSteps, Consultation, ValueTask<Problem?>> change,
        CancellationToken ct
    )
    {
        var outcome = await tasks.Run(
            user,
            taskKey,
            async (unit, db, item) =>
            {
                var consultation = await ConsultationRows.Find(db, consultationKey, ct);
                if (consultation is null || consultation.TaskKey != taskKey)
                    return Problems.NotFound("consultation", user.Language);
                if (!MayChange(consultation, item, user))
                    return await TaskCommand.Refuse(db, item, user, ct);
                if (!IsPending(consultation))
                    return Problems.Rejected("consultation-over", user.Language);
                UnitActor.Set(unit, new(user.UserName));
                var steps = await ConsultationSteps.Of(db, unit, taskKey, ct);
                return await change(unit, db, steps, consultation) is { } refused ? refused : await steps.Finish(ct);
            },
            ct
        );
        return outcome.Problem is { } problem ? problem : await list.Handle(user, new(taskKey), ct);
    }

    /// <summary>Whoever holds the task; of a free task who asked. Pure.</summary>
    internal static bool MayChange(Consultation consultation, WorkItem about, DeskUser user) =>
        about is { Status: WorkItemStatus.Open, IsSuspended: false }
        && user.May(Permissions.WorkOnTasks)
        && (about.Assignee ?? consultation.AskedBy) == user.UserName;

    internal static bool IsPending(Consultation consultation) =>
        consultation.Status is ConsultationStatus.Open
        || consultation is { Status: ConsultationStatus.Refused, Kind: ConsultationKind.SignBefore };
}

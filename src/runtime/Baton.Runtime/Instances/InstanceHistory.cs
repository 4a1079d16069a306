namespace Baton.Runtime.Instances;

/// <summary>Deletes what is kept of ended instances. A root instance goes with all that it called; nothing of it remains, nor its journal.</summary>
internal sealed class InstanceHistory(UnitOfWork unit, EngineRoom room)
{
    /// <summary>Every table with rows of instances; all of them know the root.</summary>
    private static readonly string[] Tables =
    [
        "engine_element_instance",
        "engine_sequence_flow",
        "engine_user_task",
        "engine_user_task_candidate",
        "engine_job",
        "engine_timer",
        "engine_message_subscription",
        "engine_correlated_message",
        "engine_signal_subscription",
        "engine_variable",
        "engine_variable_piece",
        "engine_incident",
        "engine_decision_instance",
        "engine_process_instance",
        "engine_journal",
    ];

    public async ValueTask<Outcome<Done>> Delete(long processInstanceKey)
    {
        if (await Objection(processInstanceKey).ConfigureAwait(false) is { } objection)
        {
            return objection;
        }
        Erase(processInstanceKey);
        return Done.Outcome;
    }

    /// <summary>Why a root instance may not be deleted; null when it may.</summary>
    public async ValueTask<Problem?> Objection(long processInstanceKey)
    {
        unit.Rows.Send();
        if (Find(processInstanceKey) is not { } found)
        {
            return Problem.NotFound(
                "instance.unknown",
                $"Expected to delete process instance {processInstanceKey}, but there is none with this key."
            );
        }
        return Refuse(processInstanceKey, found)
            ?? await Kept($"process instance {processInstanceKey}", processInstanceKey).ConfigureAwait(false);
    }

    /// <summary>Deletes a root instance to which there is no objection.</summary>
    public void Erase(long processInstanceKey)
    {
        foreach (var table in Tables)
        {
            room.Store.Query($"DELETE FROM {table} WHERE root_instance_key = @p0").With(processInstanceKey).Execute();
        }
        room.Cache.Evict(processInstanceKey);
    }

    /// <summary>Deletes one evaluated decision; the instance that asked, if any, keeps the rest of its history.</summary>
    public async ValueTask<Outcome<Done>> DeleteDecision(long decisionInstanceKey)
    {
        unit.Rows.Send();
        if (RootOfDecision(decisionInstanceKey) is not { } root)
        {
            return Problem.NotFound(
                "decision-instance.unknown",
                $"Expected to delete decision instance {decisionInstanceKey}, but there is none with this key."
            );
        }
        if (await Kept($"decision instance {decisionInstanceKey}", root).ConfigureAwait(false) is { } kept)
        {
            return kept;
        }
        room.Store.Query("DELETE FROM engine_decision_instance WHERE root_instance_key = @p0 AND decision_instance_key = @p1")
            .With(root)
            .With(decisionInstanceKey)
            .Execute();
        return Done.Outcome;
    }

    /// <summary>Deletes an evaluation with all decisions that it asked.</summary>
    public async ValueTask<Outcome<Done>> DeleteEvaluation(long evaluationKey)
    {
        unit.Rows.Send();
        if (RootOfEvaluation(evaluationKey) is not { } root)
        {
            return Problem.NotFound(
                "decision-evaluation.unknown",
                $"Expected to delete decision evaluation {evaluationKey}, but there is none with this key."
            );
        }
        if (IsActive(root))
        {
            return Problem.Conflict(
                "instance.active",
                $"Expected to delete decision evaluation {evaluationKey}, but process instance {root}, which asked for it, is active. "
                    + "Wait until it has ended, or cancel it first."
            );
        }
        if (await Kept($"decision evaluation {evaluationKey}", root).ConfigureAwait(false) is { } kept)
        {
            return kept;
        }
        room.Store.Query("DELETE FROM engine_decision_instance WHERE root_instance_key = @p0 AND evaluation_key = @p1")
            .With(root)
            .With(evaluationKey)
            .Execute();
        return Done.Outcome;
    }

    private static Problem? Refuse(long key, (long? Parent, bool HasEnded) found) =>
        found.Parent is { } parent
            ? Problem.Conflict(
                "instance.called",
                $"Expected to delete process instance {key}, but it was called by process instance {parent}. Delete the instance at the root."
            )
        : found.HasEnded ? null
        : Problem.Conflict(
            "instance.active",
            $"Expected to delete process instance {key}, but it is active. Cancel it first, or wait until it has ended."
        );

    private async ValueTask<Problem?> Kept(string what, long root)
    {
        foreach (var keeper in room.Keepers)
        {
            if (await keeper.ReferenceTo(unit, root).ConfigureAwait(false) is { } reference)
            {
                return Problem.Conflict("instance.kept", $"Expected to delete {what}, but {reference} refers to it and needs its history.");
            }
        }
        return null;
    }

    private (long? Parent, bool HasEnded)? Find(long key)
    {
        using var reader = room
            .Store.Query("SELECT parent_process_instance_key, ended_at FROM engine_process_instance WHERE process_instance_key = @p0")
            .With(key)
            .Read();
        return reader.Read() ? (reader.IsDBNull(0) ? null : reader.GetInt64(0), !reader.IsDBNull(1)) : null;
    }

    private bool IsActive(long root) =>
        room
            .Store.Query("SELECT 1 FROM engine_process_instance WHERE root_instance_key = @p0 AND ended_at IS NULL LIMIT 1")
            .With(root)
            .Number()
            is not null;

    private long? RootOfEvaluation(long key) =>
        room.Store.Query("SELECT root_instance_key FROM engine_decision_instance WHERE evaluation_key = @p0 LIMIT 1").With(key).Number();

    private long? RootOfDecision(long key) =>
        room.Store.Query("SELECT root_instance_key FROM engine_decision_instance WHERE decision_instance_key = @p0").With(key).Number();
}

using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Storage;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>What was acknowledged is there after any end of the process; what was not may be gone, but never half.</summary>
public abstract class RestartSuite : StorageSuite
{
    [Fact]
    public async Task After_a_crash_everything_that_was_answered_is_there_and_the_rows_fit_the_journals()
    {
        var host = await Open();
        await host.DeployAll(("task.bpmn", TestModels.UserTask()), ("wait.bpmn", TestModels.Wait()));
        var acknowledged = new List<long>();
        var running = Enumerable
            .Range(0, 200)
            .Select(i => host.Runtime.Write(unit => unit.Engine.CreateInstance(new() { ProcessId = i % 2 == 0 ? "approve" : "wait" })))
            .ToList();
        await running[20];
        await host.Runtime.Abandon();
        foreach (var unit in running.Where(unit => unit.IsCompletedSuccessfully))
        {
            acknowledged.Add((await unit).Value.ProcessInstanceKey);
        }

        var again = await Open();
        Assert.NotEmpty(acknowledged);
        foreach (var key in acknowledged)
        {
            Assert.Equal("ACTIVE", await again.StateOf(key));
        }
        Assert.Empty(await again.Runtime.Verify(Cancel));
        await again.Advance(TimeSpan.FromHours(1));
        foreach (var task in await again.OpenTasks())
        {
            await again.Write(unit => unit.Engine.CompleteUserTask(task.UserTaskKey, FeelContext.Empty));
        }
        var open = await again.Search.ProcessInstances(new() { Filter = new Baton.Runtime.Search.Filter.Where("state", "ACTIVE") }, Cancel);
        Assert.Empty(open.Value.Items);
    }

    [Fact]
    public async Task A_timer_that_became_due_while_nothing_ran_fires_at_the_start()
    {
        var host = await Open();
        await host.Deploy(TestModels.Wait());
        var instance = await host.StartProcess("wait");
        await host.Runtime.Abandon();

        var again = await Open(at: BatonTestHost.FirstInstant.AddDays(1));
        Assert.Equal("COMPLETED", await again.StateOf(instance));
    }

    [Fact]
    public async Task Keys_are_never_given_twice_over_crashes_and_grow_within_a_run()
    {
        var keys = new List<long>();
        for (var run = 0; run < 3; run++)
        {
            var host = await Open();
            var parallel = await Task.WhenAll(
                Enumerable.Range(0, 20).Select(_ => host.Write(unit => new ValueTask<Outcome<long>>(unit.NextKey())))
            );
            var single = await host.Write(unit => new ValueTask<Outcome<List<long>>>(
                Enumerable.Range(0, 100).Select(_ => unit.NextKey()).ToList()
            ));
            Assert.Equal(single.Order(), single);
            Assert.True(single[0] > parallel.Max());
            keys.AddRange([.. parallel, .. single]);
            await host.Runtime.Abandon();
        }

        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public async Task A_schema_from_the_future_is_refused_with_the_way_out()
    {
        await (await Open()).Runtime.DisposeAsync();
        using (var connection = Storage.OpenWriter())
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "UPDATE engine_schema SET version = 999";
            command.ExecuteNonQuery();
        }

        var refused = await Assert.ThrowsAsync<SchemaException>(() => Open());
        Assert.Contains("999", refused.Message, StringComparison.Ordinal);
        Assert.Contains("newer Baton", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Definitions_and_forms_are_there_after_a_restart()
    {
        var host = await Open();
        await host.DeployAll(("task.bpmn", TestModels.UserTask()), ("note.form", """{"id": "note", "components": []}"""));
        await host.Runtime.DisposeAsync();

        var again = await Open();
        await again.StartProcess("approve");
        Assert.Equal("note", (await again.Search.LatestForm("note", Cancel))!.FormId);
    }
}

using Baton.Feel;
using Baton.Runtime;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>The journal is the truth: what is replayed from it is what lives, and what the rows say.</summary>
public abstract class ReplaySuite : StorageSuite
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Random_runs_replay_to_the_state_that_lives(int seed)
    {
        var random = new Random(seed);
        var host = await Open();
        await host.DeployAll(("mixed.bpmn", TestModels.Mixed()), ("task.bpmn", TestModels.UserTask()), ("wait.bpmn", TestModels.Wait()));
        var roots = new List<long>();
        for (var step = 0; step < 120; step++)
        {
            await Step(host, random, roots);
        }
        Assert.Empty(await host.Runtime.Verify(Cancel));
        var alive = await Fingerprints(host, roots);
        await host.Runtime.DisposeAsync();

        var again = await Open(at: host.Now);
        Assert.Equal(alive, await Fingerprints(again, roots));
        for (var step = 0; step < 40; step++)
        {
            await Step(again, random, roots);
        }
        Assert.Empty(await again.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task An_instance_that_fell_out_of_memory_goes_on_from_its_journal()
    {
        var host = await Open(options: new() { CachedInstances = 1 });
        await host.Deploy(TestModels.UserTask());
        var instances = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            instances.Add(await host.StartProcess("approve"));
        }
        foreach (var instance in instances)
        {
            await host.CompleteTask(instance, """{"ok": true}""");
        }

        foreach (var instance in instances)
        {
            Assert.Equal("COMPLETED", await host.StateOf(instance));
            Assert.Equal("true", (await host.VariablesOf(instance))["ok"]);
        }
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task What_a_unit_does_to_an_instance_is_one_row_of_its_journal()
    {
        var host = await Open();
        await host.Deploy(TestModels.UserTask());
        var rows = await host.Write(async unit =>
        {
            var created = (await unit.Engine.CreateInstance(new() { ProcessId = "approve" })).Value;
            var task = unit.Engine.State(created.ProcessInstanceKey)!.UserTasks.Single().Key;
            await unit.Engine.AssignUserTask(task, "ann");
            await unit.Engine.CompleteUserTask(task, FeelContext.Empty);
            using var command = unit.Connection.CreateCommand();
            command.Transaction = unit.Transaction;
            command.CommandText = "SELECT COUNT(*) FROM engine_journal";
            return Outcome.Of(Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture));
        });

        Assert.Equal(1, rows);
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task A_row_that_does_not_fit_the_journal_is_found()
    {
        var host = await Open();
        await host.Deploy(TestModels.UserTask());
        await host.StartProcess("approve");
        await host.Write(unit =>
        {
            using var command = unit.Connection.CreateCommand();
            command.Transaction = unit.Transaction;
            command.CommandText = "UPDATE engine_user_task SET assignee = 'mallory'";
            command.ExecuteNonQuery();
            return new ValueTask<Outcome<Done>>(Done.Outcome);
        });

        Assert.Equal(2, (await host.Runtime.Verify(Cancel)).Count);
    }

    private static async Task Step(BatonTestHost host, Random random, List<long> roots)
    {
        switch (random.Next(10))
        {
            case 0 or 1 or 2:
                string[] processes = ["mixed", "approve", "wait"];
                roots.Add(await host.StartProcess(processes[random.Next(3)], $$"""{"n": {{random.Next(10)}}}"""));
                break;
            case 3 or 4:
                await WorkOnJob(host, random);
                break;
            case 5 or 6:
                var tasks = await host.OpenTasks();
                if (tasks.Count > 0)
                {
                    var key = tasks[random.Next(tasks.Count)].UserTaskKey;
                    await host.Runtime.Write(unit =>
                        random.Next(3) == 0
                            ? unit.Engine.AssignUserTask(key, $"user{random.Next(3)}")
                            : unit.Engine.CompleteUserTask(key, FeelContext.Of(("answer", FeelValue.From(random.Next(100)))))
                    );
                }
                break;
            case 7:
                await host.Publish(
                    "news",
                    random.Next(10).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    """{"told": true}""",
                    TimeSpan.FromMinutes(random.Next(60))
                );
                break;
            case 8:
                await host.Advance(TimeSpan.FromMinutes(random.Next(40)));
                break;
            default:
                if (roots.Count > 0)
                {
                    var root = roots[random.Next(roots.Count)];
                    await host.Runtime.Write(unit =>
                        unit.Engine.SetVariables(root, FeelContext.Of(("n", FeelValue.From(random.Next(10)))))
                    );
                    if (random.Next(6) == 0)
                    {
                        await host.Runtime.Write(unit => unit.Engine.CancelInstance(root));
                    }
                }
                break;
        }
    }

    private static async Task WorkOnJob(BatonTestHost host, Random random)
    {
        foreach (var job in await host.TakeJobs("mixed", 1 + random.Next(2)))
        {
            var choice = random.Next(4);
            if (choice == 0)
            {
                await host.Write(unit =>
                    unit.Engine.FailJob(new(job.JobKey) { Retries = random.Next(2), RetryBackOff = TimeSpan.FromMinutes(random.Next(3)) })
                );
            }
            else if (choice < 3)
            {
                await host.Write(unit => unit.Engine.CompleteJob(job.JobKey, FeelContext.Of(("done", FeelValue.True))));
            }
        }
    }

    private static async Task<List<string>> Fingerprints(BatonTestHost host, List<long> roots)
    {
        var texts = await host.Write(unit => new ValueTask<Outcome<List<string>>>(
            roots.Select(root => unit.Engine.State(root)!.Fingerprint()).ToList()
        ));
        return texts;
    }
}

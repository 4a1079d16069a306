using System.Data.Common;
using Baton.Engine.UserTasks;
using Baton.Runtime;
using Baton.Runtime.Lanes;
using Baton.Storage.Conformance.Models;
using Baton.Testing;

namespace Baton.Storage.Conformance;

/// <summary>What a unit of work promises: all or nothing, alone, and answered after the commit.</summary>
public abstract class UnitsOfWorkSuite : StorageSuite
{
    [Fact]
    public async Task A_failed_unit_takes_back_its_rows_and_leaves_those_of_its_group()
    {
        var host = await Open();
        await CreateNotes(host);
        var units = new List<Task<Outcome<Done>>>();
        await using (await HoldLane(host))
        {
            for (var i = 0; i < 6; i++)
            {
                var id = i;
                units.Add(host.Runtime.Write(unit => AddNote(unit, id, fails: id % 2 == 1), Cancel));
            }
        }
        await Task.WhenAll(units);

        Assert.Equal([true, false, true, false, true, false], units.Select(unit => unit.Result.Succeeded));
        Assert.Equal([0, 2, 4], await Notes(host));
    }

    [Fact]
    public async Task A_unit_that_throws_is_taken_back_alone_and_its_caller_gets_the_exception()
    {
        var host = await Open();
        await host.Deploy(TestModels.UserTask());
        var instance = await host.StartProcess("approve");
        var task = Assert.Single(await host.OpenTasks(instance)).UserTaskKey;
        Task<Outcome<Done>> thrown;
        Task<Outcome<Done>> assigned;
        await using (await HoldLane(host))
        {
            thrown = host.Runtime.Write<Done>(
                async unit =>
                {
                    await unit.Engine.CompleteUserTask(task, Baton.Feel.FeelContext.Empty);
                    throw new TimeoutException("outside");
                },
                Cancel
            );
            assigned = host.Runtime.Write(unit => unit.Engine.AssignUserTask(task, "ann"), Cancel);
        }

        await Assert.ThrowsAsync<TimeoutException>(() => thrown);
        Assert.True((await assigned).Succeeded);
        Assert.Equal("ann", (await host.Search.UserTask(task, Cancel))!.Assignee);
        Assert.Empty(await host.Runtime.Verify(Cancel));
    }

    [Fact]
    public async Task When_the_commit_of_a_group_fails_who_is_to_blame_is_told_and_the_others_are_run_again()
    {
        var host = await Open();
        await host.Deploy(TestModels.UserTask());
        await CreateNotes(host);
        var task = Assert.Single(await host.OpenTasks(await host.StartProcess("approve"))).UserTaskKey;
        Task<Outcome<Done>> bad;
        Task<Outcome<Done>> good;
        await using (await HoldLane(host))
        {
            good = host.Runtime.Write(unit => unit.Engine.CompleteUserTask(task, Baton.Feel.FeelContext.Empty), Cancel);
            bad = host.Runtime.Write(
                unit =>
                {
                    Execute(unit, "INSERT INTO test_reply (id, note) VALUES (1, 999)");
                    return new ValueTask<Outcome<Done>>(Done.Outcome);
                },
                Cancel
            );
        }

        await Assert.ThrowsAnyAsync<DbException>(() => bad);
        Assert.True((await good).Succeeded);
        Assert.Empty(await host.Runtime.Verify(Cancel));
        Assert.Equal("COMPLETED", (await host.Search.UserTask(task, Cancel))!.State);
    }

    [Fact]
    public async Task Rows_of_the_engine_are_visible_to_sql_of_the_same_unit()
    {
        var host = await Open();
        await host.Deploy(TestModels.UserTask());
        var found = await host.Write(async unit =>
        {
            var created = (await unit.Engine.CreateInstance(new() { ProcessId = "approve" })).Value;
            using var command = unit.Connection.CreateCommand();
            command.Transaction = unit.Transaction;
            command.CommandText = $"SELECT COUNT(*) FROM engine_user_task WHERE process_instance_key = {created.ProcessInstanceKey}";
            return Outcome.Of(Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture));
        });

        Assert.Equal(1, found);
    }

    [Fact]
    public async Task A_callback_runs_after_the_commit_of_its_unit_and_never_for_a_failed_one()
    {
        var host = await Open();
        var called = new List<string>();
        await host.Write(unit =>
        {
            unit.AfterCommit(() => called.Add("kept"));
            return new ValueTask<Outcome<Done>>(Done.Outcome);
        });
        await host.Runtime.Write<Done>(
            unit =>
            {
                unit.AfterCommit(() => called.Add("taken back"));
                return new(Problem.Conflict("test", "no"));
            },
            Cancel
        );
        await host.Write(_ => new ValueTask<Outcome<Done>>(Done.Outcome));

        Assert.Equal(["kept"], called);
    }

    [Fact]
    public async Task Those_who_take_part_keep_their_rows_in_the_same_transaction()
    {
        var participant = new NotingParticipant();
        var host = await Open(new([participant], [], [], []));
        await CreateNotes(host);
        await host.Deploy(TestModels.UserTask());
        await host.StartProcess("approve");
        participant.Refuses = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartProcess("approve"));

        Assert.Single(await Notes(host));
        Assert.Single((await host.Search.ProcessInstances(new(), Cancel)).Value.Items);
    }

    [Fact]
    public async Task What_a_participant_commands_is_reported_again()
    {
        var participant = new AssigningParticipant();
        var host = await Open(new([participant], [], [], []));
        await host.Deploy(TestModels.UserTask());
        await host.StartProcess("approve");

        Assert.Equal("bob", Assert.Single(await host.OpenTasks()).Assignee);
        Assert.Equal(["created", "assigned bob"], participant.Seen);
    }

    [Fact]
    public async Task A_full_lane_refuses_with_the_time_to_try_again()
    {
        var host = await Open(options: new() { LaneCapacity = 2 });
        await using var hold = await HoldLane(host);
        var first = host.Runtime.Write(_ => new ValueTask<Outcome<Done>>(Done.Outcome), Cancel);
        var second = host.Runtime.Write(_ => new ValueTask<Outcome<Done>>(Done.Outcome), Cancel);

        var busy = await Assert.ThrowsAsync<LaneBusyException>(() =>
            host.Runtime.Write(_ => new ValueTask<Outcome<Done>>(Done.Outcome), Cancel)
        );
        Assert.True(busy.RetryAfter > TimeSpan.Zero);
        await hold.DisposeAsync();
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task A_unit_that_waits_for_another_one_is_told_so()
    {
        var host = await Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Runtime.Write(async _ => await host.Runtime.Write(_ => new ValueTask<Outcome<Done>>(Done.Outcome), Cancel), Cancel)
        );
    }

    [Fact]
    public async Task Stopping_finishes_what_was_accepted()
    {
        var host = await Open();
        await CreateNotes(host);
        var units = Enumerable.Range(0, 50).Select(id => host.Runtime.Write(unit => AddNote(unit, id, fails: false))).ToList();
        await host.Runtime.DisposeAsync();
        await Task.WhenAll(units);
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => host.Runtime.Write(unit => AddNote(unit, 99, fails: false)));

        Assert.Equal(50, (await Notes(await Open())).Count);
    }

    private static Task<Done> CreateNotes(BatonTestHost host) =>
        host.Write(unit =>
        {
            Execute(unit, "CREATE TABLE test_note (id bigint PRIMARY KEY)");
            Execute(
                unit,
                "CREATE TABLE test_reply (id bigint PRIMARY KEY, note bigint REFERENCES test_note (id) DEFERRABLE INITIALLY DEFERRED)"
            );
            return new ValueTask<Outcome<Done>>(Done.Outcome);
        });

    private static ValueTask<Outcome<Done>> AddNote(UnitOfWork unit, long id, bool fails)
    {
        Execute(unit, $"INSERT INTO test_note (id) VALUES ({id})");
        return fails ? new(Problem.Conflict("test", "no")) : new(Done.Outcome);
    }

    private static void Execute(UnitOfWork unit, string sql)
    {
        using var command = unit.Connection.CreateCommand();
        command.Transaction = unit.Transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Task<List<long>> Notes(BatonTestHost host) =>
        host.Runtime.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT id FROM test_note ORDER BY id";
            using var reader = command.ExecuteReader();
            var ids = new List<long>();
            while (reader.Read())
            {
                ids.Add(reader.GetInt64(0));
            }
            return new ValueTask<List<long>>(ids);
        });

    private sealed class NotingParticipant : IUnitParticipant
    {
        public bool Refuses { get; set; }

        public ValueTask OnCommit(UnitOfWork unit, EngineCommit commit)
        {
            Execute(unit, $"INSERT INTO test_note (id) VALUES ({commit.ProcessInstanceKey})");
            return Refuses ? throw new InvalidOperationException("refused") : ValueTask.CompletedTask;
        }
    }

    private sealed class AssigningParticipant : IUnitParticipant
    {
        public List<string> Seen { get; } = [];

        public async ValueTask OnCommit(UnitOfWork unit, EngineCommit commit)
        {
            foreach (var @event in commit.Events)
            {
                if (@event is UserTaskCreated created)
                {
                    Seen.Add("created");
                    await unit.Engine.AssignUserTask(created.Key, "bob");
                }
                else if (@event is UserTaskAssigned { Assignee: { } assignee })
                {
                    Seen.Add($"assigned {assignee}");
                }
            }
        }
    }
}

using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Postgres;
using Baton.Storage.Conformance.Models;
using Baton.Testing;
using Baton.Tests.Postgres;
using Npgsql;

namespace Baton.Storage.Conformance;

/// <summary>
/// What docs/scaling.md says of distributing the tables by root instance key: triggers in the database write down which root instances each transaction
/// touches, with one unit in each.
/// </summary>
public sealed class RootsTouchedTests : IAsyncLifetime
{
    private const string Spy = """
        CREATE TABLE spy (tx bigint NOT NULL, root bigint NOT NULL, tab text NOT NULL);
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO spy VALUES (txid_current(), CASE WHEN TG_OP = 'DELETE' THEN OLD.root_instance_key ELSE NEW.root_instance_key END, TG_TABLE_NAME);
          RETURN NULL;
        END $$;
        DO $$
        DECLARE t text;
        BEGIN
          FOR t IN SELECT table_name FROM information_schema.columns WHERE column_name = 'root_instance_key' AND table_schema = 'public' LOOP
            EXECUTE format('CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION note()', t);
          END LOOP;
        END $$;
        """;

    private string _database = "";
    private BatonTestHost? _host;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BatonTestHost Host => _host!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(ThrowawayPostgres.WhyNot is not null, ThrowawayPostgres.WhyNot ?? "");
        _database = ThrowawayPostgres.Shared.NewDatabase();
        var storage = new PostgresStorage(new() { ConnectionString = _database });
        _host = await BatonTestHost.Start(storage, options: new RuntimeOptions { UnitsPerCommit = 1 });
        await Tell(Spy);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
        if (_database.Length > 0)
        {
            ThrowawayPostgres.Shared.Drop(_database);
        }
    }

    [Fact]
    public async Task A_transaction_of_the_hot_path_touches_one_root_instance()
    {
        await Host.DeployAll(
            ("approve.bpmn", TestModels.UserTask()),
            ("work.bpmn", TestModels.ServiceTask()),
            ("wait.bpmn", TestModels.Wait()),
            ("order.bpmn", TestModels.WaitForMessage()),
            ("caller.bpmn", Caller)
        );
        for (var round = 0; round < 3; round++)
        {
            var order = FormattableString.Invariant($"O-{round}");
            var ordered = await Host.StartProcess("order", $$"""{"order": "{{order}}"}""");
            await Host.Publish("paid", order, """{"amount": 3}""");
            Assert.Equal("COMPLETED", await Host.StateOf(ordered));
            // The message is there before anybody waits for it.
            await Host.Publish("paid", order, timeToLive: TimeSpan.FromHours(1));
            Assert.Equal("COMPLETED", await Host.StateOf(await Host.StartProcess("order", $$"""{"order": "{{order}}"}""")));

            await Host.CompleteTask(await Host.StartProcess("approve"), """{"ok": true}""");
            await Host.StartProcess("work");
            await Host.CompleteJob("work", """{"done": true}""");
            var parent = await Host.StartProcess("caller");
            await Host.Write(unit => unit.Engine.SetVariables(parent, FeelJson.Parse("""{"x": 1}""").AsContext()));
            await Host.CompleteJob("work");
            Assert.Equal("COMPLETED", await Host.StateOf(parent));
            await Host.StartProcess("wait");
        }
        await Host.Advance(TimeSpan.FromHours(2));

        Assert.Equal(
            [
                "engine_correlated_message",
                "engine_element_instance",
                "engine_job",
                "engine_journal",
                "engine_message_subscription",
                "engine_process_instance",
                "engine_sequence_flow",
                "engine_timer",
                "engine_user_task",
                "engine_user_task_candidate",
                "engine_variable",
            ],
            await List("SELECT DISTINCT tab FROM spy ORDER BY tab")
        );
        Assert.Equal(["1"], await List("SELECT DISTINCT count(DISTINCT root)::text FROM spy GROUP BY tx"));
    }

    [Fact]
    public async Task The_exceptions_touch_every_instance_that_they_reach()
    {
        await Host.DeployAll(
            ("work.bpmn", TestModels.ServiceTask()),
            ("listener.bpmn", TestModels.WaitForSignal()),
            ("first.bpmn", TestModels.WaitForMessage("first")),
            ("second.bpmn", TestModels.WaitForMessage("second"))
        );
        foreach (var process in new[] { "work", "listener" })
        {
            await Host.StartProcess(process);
            await Host.StartProcess(process);
        }
        await Host.StartProcess("first", """{"order": "O-1"}""");
        await Host.StartProcess("second", """{"order": "O-1"}""");

        Assert.Equal(2, await RootsOf(() => Host.Broadcast("closed")));
        Assert.Equal(2, await RootsOf(() => Host.Publish("paid", "O-1")));
        Assert.Equal(2, await RootsOf(() => Host.TakeJobs("work")));
    }

    private static string Caller =>
        TestModels.Process(
            "caller",
            """
            <bpmn:startEvent id="start" />
            <bpmn:callActivity id="call">
              <bpmn:extensionElements><zeebe:calledElement processId="work" propagateAllChildVariables="true" /></bpmn:extensionElements>
            </bpmn:callActivity>
            <bpmn:endEvent id="end" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="call" />
            <bpmn:sequenceFlow id="f2" sourceRef="call" targetRef="end" />
            """
        );

    /// <summary>How many roots the one transaction touches that the work makes.</summary>
    private async Task<int> RootsOf(Func<Task> work)
    {
        await Tell("TRUNCATE spy");
        await work();
        var roots = await List("SELECT count(DISTINCT root)::text FROM spy GROUP BY tx");
        return int.Parse(Assert.Single(roots), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task Tell(string sql)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task<List<string>> List(string sql)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var found = new List<string>();
        while (await reader.ReadAsync(Cancel))
        {
            found.Add(reader.GetString(0));
        }
        return found;
    }
}

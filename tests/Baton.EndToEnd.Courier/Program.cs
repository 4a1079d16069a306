using System.Globalization;
using Baton.EndToEnd.Courier;
using Baton.Runtime;
using Baton.Runtime.Messages;
using Baton.Runtime.Outbox;
using Baton.Runtime.Postgres;
using Baton.Runtime.Sqlite;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;
using Microsoft.Extensions.Logging.Abstractions;

// A program that embeds the runtime and sends letters until it is killed. Each letter is written together with a message that lives for two
// seconds. Arguments: "sqlite" or "postgres", the connection string, the letter box, the first number, and how many letters; then it waits
// until nothing is left to deliver and to forget, and ends. On its output: a line for each acknowledged letter.
var (kind, connection, box) = (args[0], args[1], args[2]);
var first = long.Parse(args[3], CultureInfo.InvariantCulture);
var count = long.Parse(args[4], CultureInfo.InvariantCulture);
using BatonStorage storage =
    kind == "postgres"
        ? new PostgresStorage(new() { ConnectionString = connection })
        : new SqliteStorage(new() { ConnectionString = connection });
using var letters = new LetterBox(box);
var parts = RuntimeParts.None with { Drivers = [letters] };
await using var runtime = new BatonRuntime(storage, new BatonClock(), new(), parts, NullLogger<BatonRuntime>.Instance);
await runtime.Start();
Console.WriteLine("ready");
for (var number = first; number < first + count; number++)
{
    var name = number.ToString(CultureInfo.InvariantCulture);
    try
    {
        var outcome = await runtime.Write(async unit =>
        {
            unit.Enqueue(new OutboxMessage("letters", "letter-" + name, name));
            var sent = await unit.Engine.PublishMessage(new PublishMessageRequest("sent", name) { TimeToLive = TimeSpan.FromSeconds(2) });
            return sent.Then(_ => default(Done));
        });
        Console.WriteLine(outcome.Succeeded ? name : outcome.Problem!.Detail);
    }
    catch (StorageUnreachableException unreachable)
    {
        // The database was killed, and this program will be next.
        Console.WriteLine(unreachable.Message);
        await Task.Delay(Timeout.InfiniteTimeSpan);
    }
}
if (count > 0)
{
    return;
}
while (await Left(runtime) > 0)
{
    await Task.Delay(TimeSpan.FromMilliseconds(100));
}
foreach (var difference in await runtime.Verify())
{
    Console.WriteLine(difference);
}

static Task<long> Left(BatonRuntime runtime) =>
    runtime.Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT COUNT(*) FROM engine_outbox WHERE state = 'PENDING') + (SELECT COUNT(*) FROM engine_message)";
        return new ValueTask<long>((long)command.ExecuteScalar()!);
    });

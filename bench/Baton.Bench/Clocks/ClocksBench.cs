using System.Diagnostics;
using Baton.Bench.Desk;
using Baton.Bench.Engine;
using Baton.Desk;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Clocks;
using Baton.Desk.TimeLimits.Policies;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Baton.Runtime.Postgres;
using Baton.Runtime.Sqlite;
using Baton.Runtime.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Bench.Clocks;

/// <summary>Many clocks that are due at one instant: the desk's alarm in this process, on a real database.</summary>
internal static class ClocksBench
{
    private const int People = 1_000;

    private const string Policy = """
        {"code": "bench", "name": {"zh-Hans": "时限", "zh-Hant": "時限", "en": "Limit"}, "measures": "initial-response", "stop": "= isClosed", "target": "PT24H",
         "rounds": {"first": "PT0S", "every": "P1D", "ladder": [{"from": 1, "to": ["handler"], "channels": ["desk"], "template": "baton-reminder"}]}}
        """;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public static async Task<int> Run(string storeName, int nodes, int open, int due, string parent, TextWriter output)
    {
        using var folder = new BenchFolder(parent);
        using var store = BenchStore.Of(storeName, folder.Name);
        var connection = DeskBench.Connection(store.NewServerSettings());
        var servers = new List<ServiceProvider>();
        try
        {
            for (var node = 0; node < nodes; node++)
                servers.Add(await Server(connection, folder.Name));
            var runtime = servers[0].GetRequiredService<BatonRuntime>();
            await Seed(runtime);
            using var bulk = BulkRows.On(connection, folder.Name);
            var at = new DateTimeOffset(DateTime.UtcNow.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
            Fill(bulk, open, due, at);
            await bulk.Db.Database.ExecuteSqlRawAsync("ANALYZE");

            var began = Stopwatch.GetTimestamp();
            var start = DateTimeOffset.UtcNow;
            await runtime.Write(unit =>
            {
                unit.SetSchedule(ClockAlarms.Schedule, unit.Now);
                return new ValueTask<Outcome<Done>>(Done.Outcome);
            });
            while (await bulk.Db.Set<Clock>().AnyAsync(clock => clock.NextMarkAt <= at))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
            var time = Stopwatch.GetElapsedTime(began);
            var told = await bulk.Db.Notifications.CountAsync();
            var middle = await bulk.Db.Notifications.OrderBy(row => row.At).Skip(told / 2).Select(row => row.At).FirstAsync();
            var name = FormattableString.Invariant($"clocks.{storeName}.nodes{nodes}.open{open}.due{due}");
            await output.WriteAll([
                Figure.Of($"{name}.time", time.TotalSeconds, "s", "a minute", 60),
                Figure.Of($"{name}.rate", due / time.TotalSeconds, "1/s", "100,000 in a minute", 100_000 / 60.0),
                Figure.Of($"{name}.lag.median", (middle - start).TotalSeconds, "s", "last", time.TotalSeconds),
                Figure.Of($"{name}.told", told, "notifications", "due", due),
                Figure.Of($"{name}.idle", await IdleCost(), "CPU ms/s", "one core", 1_000),
            ]);
            return told == due ? 0 : 1;
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync();
        }
    }

    /// <summary>Processor time of this process while many clocks run and none is due.</summary>
    private static async Task<double> IdleCost()
    {
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var before = process.TotalProcessorTime;
        await Task.Delay(Idle);
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMilliseconds / Idle.TotalSeconds;
    }

    private static async Task<ServiceProvider> Server(string? connection, string folder)
    {
        var services = Services(connection, folder);
        var runtime = services.GetRequiredService<BatonRuntime>();
        services.GetRequiredService<DeskChanges>().Connect(runtime);
        await runtime.Start();
        return services;
    }

    private static ServiceProvider Services(string? connection, string folder)
    {
        var services = new ServiceCollection();
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Data:Directory"] = folder })
            .Build();
        services.AddLogging();
        services.AddDesk(settings);
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        services.AddSingleton<BatonStorage>(_ =>
            connection is null
                ? new SqliteStorage(new() { ConnectionString = $"Data Source={Path.Combine(folder, "baton.db")}" })
                : new PostgresStorage(new() { ConnectionString = connection })
        );
        services.AddBatonRuntime();
        return services.BuildServiceProvider();
    }

    private static Task<Outcome<Done>> Seed(BatonRuntime runtime) =>
        runtime.Write<Done>(async unit =>
        {
            await using var db = DeskDb.In(unit);
            db.CaseTypes.Add(
                new()
                {
                    Code = "bench",
                    Name = LocalizedText.Same("Bench"),
                    Kind = "request",
                    NumberPrefix = "B",
                    ProcessId = "bench",
                    InitialStatus = "open",
                }
            );
            db.Add(
                new LimitVersion
                {
                    Code = "bench",
                    Version = 1,
                    Content = Policy,
                    At = unit.Now,
                }
            );
            for (var index = 0; index < People; index++)
            {
                db.Users.Add(
                    new User
                    {
                        UserName = Person(index),
                        DisplayName = Person(index),
                        Language = Languages.English,
                        SecurityStamp = "bench",
                        PasswordHash = "",
                        CreatedAt = unit.Now,
                    }
                );
            }
            await db.SaveChangesAsync();
            return Done.Outcome;
        });

    private static void Fill(BulkRows bulk, int open, int due, DateTimeOffset at)
    {
        var limit = TimeLimitReader.Read(Policy);
        bulk.Write(Enumerable.Range(1, open).Select(number => Case(number, at)));
        bulk.Write(Enumerable.Range(1, open).Select(number => Item(number, at)));
        bulk.Write(Enumerable.Range(1, open).Select(number => Clock(limit, number, number <= due ? at : at.AddHours(1 + number % 100))));
    }

    private static string Person(int number) => FormattableString.Invariant($"person{number % People}");

    private static Case Case(int number, DateTimeOffset at) =>
        new()
        {
            Key = number,
            Number = FormattableString.Invariant($"B-{number}"),
            TypeCode = "bench",
            Subject = "A matter",
            Description = "",
            CustomerName = "Somebody",
            Channel = "phone",
            OpenedBy = Person(number + 1),
            Status = "open",
            StatusAt = at,
            OpenedAt = at.AddDays(-1),
            UpdatedAt = at,
            FormData = "{}",
            SearchText = "",
            Version = 1,
        };

    private static WorkItem Item(int number, DateTimeOffset at) =>
        new()
        {
            Key = number,
            CaseKey = number,
            ProcessInstanceKey = number,
            ElementInstanceKey = number,
            ElementId = "Step",
            ElementName = "Step",
            ProcessId = "bench",
            Actions = "[]",
            Assignee = Person(number),
            CreatedAt = at,
            Version = 1,
        };

    private static Clock Clock(TimeLimit limit, int number, DateTimeOffset due)
    {
        var begun = ClockMachine.Begin(
            limit,
            WorkingCalendar.Always,
            limit.Target!.Amount!.Value,
            new() { Start = "= true" },
            ClockBeginning.At(due.AddDays(-1)),
            due.AddDays(-1)
        );
        var clock = new Clock
        {
            CaseKey = number,
            Key = number,
            PolicyCode = limit.Code,
            PolicyVersion = 1,
            Record = "",
        };
        clock.Keep(begun.Record, ClockMachine.Next(limit, WorkingCalendar.Always, begun.Record));
        return clock;
    }
}

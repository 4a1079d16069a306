using System.CommandLine;

namespace Baton.Bench.Desk;

/// <summary>The command <c>desk</c>.</summary>
internal static class DeskCommand
{
    public static Command Create()
    {
        var cases = BenchOptions.Number("--cases", "Closed cases of the last three years; five rows of the time line each.", 100_000);
        var people = BenchOptions.Number("--people", "Users.", 2_000);
        var live = BenchOptions.Number("--live", "Open cases in their processes.", 1_000);
        var rate = BenchOptions.Number("--rate", "Requests a second.", 200);
        var database = new Option<string?>("--database")
        {
            Description =
                "A connection to an empty database of PostgreSQL, with --store sqlite an empty folder, that is filled and kept, or one that was filled so.",
        };
        var command = new Command("desk", "A desk with a long past: work lists, case pages and searches over HTTP at a given rate.")
        {
            BenchOptions.StoreOnDisk,
            database,
            cases,
            people,
            live,
            rate,
            BenchOptions.Seconds,
            BenchOptions.Directory,
        };
        command.SetAction(
            (parsed, _) =>
                DeskBench.Run(
                    new(
                        parsed.GetValue(BenchOptions.StoreOnDisk)!,
                        parsed.GetValue(database),
                        new(parsed.AtLeastOne(cases), Math.Max(500, parsed.GetValue(people))),
                        Math.Max(0, parsed.GetValue(live)),
                        parsed.AtLeastOne(rate),
                        parsed.Time(),
                        parsed.Folder()
                    ),
                    Console.Out
                )
        );
        return command;
    }
}

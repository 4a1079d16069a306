using System.CommandLine;

namespace Baton.Bench.Clocks;

/// <summary>The command <c>clocks</c>.</summary>
internal static class ClocksCommand
{
    public static Command Create()
    {
        var nodes = BenchOptions.Number("--nodes", "Servers on the database; more than one on PostgreSQL only.", 1);
        var open = BenchOptions.Number("--open", "Clocks that run, each on a case of its own.", 1_000_000);
        var due = BenchOptions.Number("--due", "How many of them are due at one instant.", 100_000);
        var command = new Command(
            "clocks",
            "Time limits that are due at once: how long until all have told people and set their next mark."
        )
        {
            BenchOptions.StoreOnDisk,
            nodes,
            open,
            due,
            BenchOptions.Directory,
        };
        command.SetAction(
            (parsed, _) =>
                ClocksBench.Run(
                    parsed.GetValue(BenchOptions.StoreOnDisk)!,
                    parsed.AtLeastOne(nodes),
                    parsed.AtLeastOne(open),
                    parsed.AtLeastOne(due),
                    parsed.Folder(),
                    Console.Out
                )
        );
        return command;
    }
}

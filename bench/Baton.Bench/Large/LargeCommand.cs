using System.CommandLine;

namespace Baton.Bench.Large;

/// <summary>The command <c>large</c>.</summary>
internal static class LargeCommand
{
    public static Command Create()
    {
        var waiting = BenchOptions.Number("--waiting", "How many instances wait, half for a message and half in a user task.", 1_000_000);
        var history = BenchOptions.Number("--history", "How many rows instances leave that have ended.", 10_000_000);
        var idle = BenchOptions.Number("--idle", "How many seconds nothing is done, to see what that costs.", 30);
        var command = new Command(
            "large",
            "The scenarios of engine on an empty database, and again when many instances wait and many have ended."
        )
        {
            BenchOptions.StoreOnDisk,
            waiting,
            history,
            idle,
            BenchOptions.Clients,
            BenchOptions.Lanes,
            BenchOptions.Seconds,
            BenchOptions.Directory,
        };
        command.SetAction(
            (parsed, _) =>
                LargeBench.Run(
                    new(
                        parsed.GetValue(BenchOptions.StoreOnDisk)!,
                        parsed.AtLeastOne(waiting),
                        parsed.AtLeastOne(history),
                        TimeSpan.FromSeconds(parsed.AtLeastOne(idle)),
                        parsed.AtLeastOne(BenchOptions.Clients),
                        parsed.AtLeastOne(BenchOptions.Lanes),
                        parsed.Time(),
                        parsed.Folder()
                    ),
                    Console.Out,
                    Console.Error
                )
        );
        return command;
    }
}

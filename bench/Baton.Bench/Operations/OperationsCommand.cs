using System.CommandLine;

namespace Baton.Bench.Operations;

/// <summary>The command <c>operations</c>.</summary>
internal static class OperationsCommand
{
    private const int MaxInstances = 1_000_000;

    public static Command Create()
    {
        var instances = BenchOptions.Number("--instances", "How many instances there are, up to a million.", 100_000);
        var events = BenchOptions.Number("--events", "How many elements the one instance with a long history has passed.", 5_000);
        var turns = BenchOptions.Number("--turns", "How often each question is asked.", 15);
        var command = new Command("operations", "What the pages of operators and of the analysis ask, on a database with many instances.")
        {
            BenchOptions.StoreOnDisk,
            instances,
            events,
            turns,
            BenchOptions.Lanes,
            BenchOptions.Directory,
        };
        command.SetAction(
            (parsed, _) =>
                OperationsBench.Run(
                    new(
                        parsed.GetValue(BenchOptions.StoreOnDisk)!,
                        Math.Min(MaxInstances, parsed.AtLeastOne(instances)),
                        parsed.AtLeastOne(events),
                        parsed.AtLeastOne(turns),
                        parsed.AtLeastOne(BenchOptions.Lanes),
                        parsed.Folder()
                    ),
                    Console.Out,
                    Console.Error
                )
        );
        return command;
    }
}

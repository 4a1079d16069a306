using System.CommandLine;

namespace Baton.Bench.Circuits;

/// <summary>The command <c>circuits</c>.</summary>
internal static class CircuitsCommand
{
    public static Command Create()
    {
        var agents = BenchOptions.Number("--agents", "Signed in at the same time, each with a live page.", 1_000);
        var think = BenchOptions.Number("--think", "Seconds between two turns of one of them.", 20);
        var command = new Command("circuits", "Agents with live pages: memory of each, and from a click to what is rendered.")
        {
            BenchOptions.StoreOnDisk,
            agents,
            think,
            BenchOptions.Seconds,
            BenchOptions.Directory,
        };
        command.SetAction(
            (parsed, _) =>
                CircuitsBench.Run(
                    new(
                        parsed.GetValue(BenchOptions.StoreOnDisk)!,
                        Math.Max(2, parsed.GetValue(agents)),
                        TimeSpan.FromSeconds(parsed.AtLeastOne(think)),
                        parsed.Time(),
                        parsed.Folder()
                    ),
                    Console.Out
                )
        );
        return command;
    }
}

using System.CommandLine;

namespace Baton.Bench.Engine;

/// <summary>The command <c>engine</c>.</summary>
internal static class EngineCommand
{
    public static Command Create()
    {
        var scenario = BenchOptions.OneOf("--scenario", "What the clients do.", Scenarios.Names);
        var command = new Command("engine", "The runtime in this process: started instances, automatic steps, completed user tasks.")
        {
            BenchOptions.Store,
            scenario,
            BenchOptions.Clients,
            BenchOptions.Lanes,
            BenchOptions.Seconds,
            BenchOptions.Directory,
        };
        command.SetAction(
            (parsed, _) =>
                EngineBench.Run(
                    new(
                        parsed.GetValue(BenchOptions.Store)!,
                        parsed.GetValue(scenario)!,
                        parsed.AtLeastOne(BenchOptions.Clients),
                        parsed.AtLeastOne(BenchOptions.Lanes),
                        parsed.Time(),
                        parsed.Folder()
                    ),
                    Console.Out
                )
        );
        return command;
    }
}

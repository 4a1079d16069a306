using System.CommandLine;

namespace Baton.Bench.Http;

/// <summary>The command <c>http</c>.</summary>
internal static class HttpCommand
{
    public static Command Create()
    {
        var scenario = BenchOptions.OneOf("--scenario", "What the clients do.", "usertask", "job");
        var workers = BenchOptions.Number("--workers", "How many ask for jobs at the same time.", 4);
        var rate = new Option<double?>("--rate")
        {
            Description = "How many instances a second are started while the latency of starts is measured; half of what was reached else.",
        };
        var command = new Command("http", "A server in a process of its own over HTTP: claimed and completed user tasks, jobs, starts.")
        {
            BenchOptions.StoreOnDisk,
            scenario,
            BenchOptions.Clients,
            workers,
            rate,
            BenchOptions.Seconds,
            BenchOptions.Directory,
        };
        command.SetAction(
            (parsed, _) =>
                HttpBench.Run(
                    new(
                        parsed.GetValue(BenchOptions.StoreOnDisk)!,
                        parsed.GetValue(scenario)!,
                        parsed.AtLeastOne(BenchOptions.Clients),
                        parsed.AtLeastOne(workers),
                        parsed.GetValue(rate),
                        parsed.Time(),
                        parsed.Folder()
                    ),
                    Console.Out
                )
        );
        return command;
    }
}

using System.CommandLine;

namespace Baton.Bench.Soak;

/// <summary>The command <c>soak</c>.</summary>
internal static class SoakCommand
{
    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long it runs.", DefaultValueFactory = _ => 30 };
        var every = BenchOptions.Number("--every", "The seconds from one line to the next.", 60);
        var calibration = BenchOptions.Number("--calibration", "For how many seconds is measured what half of the load is.", 20);
        var command = new Command("soak", "All scenarios mixed at half of what the runtime can do, for long: what grows is a leak.")
        {
            BenchOptions.StoreOnDisk,
            minutes,
            every,
            calibration,
            BenchOptions.Clients,
            BenchOptions.Lanes,
            BenchOptions.Directory,
        };
        command.SetAction(
            (parsed, _) =>
                SoakBench.Run(
                    new(
                        parsed.GetValue(BenchOptions.StoreOnDisk)!,
                        TimeSpan.FromMinutes(Math.Max(0, parsed.GetValue(minutes))),
                        TimeSpan.FromSeconds(parsed.AtLeastOne(every)),
                        TimeSpan.FromSeconds(parsed.AtLeastOne(calibration)),
                        parsed.AtLeastOne(BenchOptions.Clients),
                        parsed.AtLeastOne(BenchOptions.Lanes),
                        parsed.Folder()
                    ),
                    Console.Out
                )
        );
        return command;
    }
}

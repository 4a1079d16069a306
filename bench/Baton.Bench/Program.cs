using System.CommandLine;
using Baton.Bench;
using Baton.Bench.Circuits;
using Baton.Bench.Clocks;
using Baton.Bench.Decisions;
using Baton.Bench.Desk;
using Baton.Bench.Engine;
using Baton.Bench.Http;
using Baton.Bench.Large;
using Baton.Bench.Mails;
using Baton.Bench.Operations;
using Baton.Bench.Scale;
using Baton.Bench.Soak;

// Prints each figure as one JSON line, beside what it is compared with, measured in the same run: the machine itself or code written by hand.
var feel = new Command("feel", "FEEL expressions beside the same logic written in C#: time, allocated bytes, compiling.");
feel.SetAction(_ => FeelBench.Run(Console.Out));
var dmn = new Command("dmn", "A decision table of 200 rows beside the same logic written in C#.");
dmn.SetAction(_ => DmnBench.Run(Console.Out));
var part = BenchOptions.OneOf("--part", "What grows.", "all", "parallel", "loop", "variable", "timers");
var scale = new Command("scale", "The same work in growing sizes: iterations, turns of a loop, large variables, timers due at once.")
{
    part,
    BenchOptions.Directory,
};
scale.SetAction((parsed, _) => ScaleBench.Run(parsed.GetValue(part)!, parsed.Folder(), Console.Out));
return await new RootCommand("Benchmarks of Baton.")
{
    EngineCommand.Create(),
    HttpCommand.Create(),
    LargeCommand.Create(),
    OperationsCommand.Create(),
    DeskCommand.Create(),
    CircuitsCommand.Create(),
    ClocksCommand.Create(),
    MailCommand.Create(),
    SoakCommand.Create(),
    feel,
    dmn,
    scale,
}
    .Parse(args)
    .InvokeAsync();

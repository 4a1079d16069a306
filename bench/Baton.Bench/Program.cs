using System.CommandLine;
using Baton.Bench.Decisions;
using Baton.Bench.Engine;
using Baton.Bench.Scale;
using Baton.Runtime;

// Prints each figure as one JSON line, beside what it is compared with, measured in the same run: the machine itself or code written by hand.
var store = new Option<string>("--store") { Description = "The database.", DefaultValueFactory = _ => "sqlite" };
store.AcceptOnlyFromAmong(BenchStore.Names);
var scenario = new Option<string>("--scenario") { Description = "What the clients do.", DefaultValueFactory = _ => "straight" };
scenario.AcceptOnlyFromAmong("straight", "message", "usertask", "job");
var clients = new Option<int>("--clients") { Description = "How many work at the same time.", DefaultValueFactory = _ => 32 };
var lanes = new Option<int>("--lanes")
{
    Description = "How many lanes write on PostgreSQL.",
    DefaultValueFactory = _ => new RuntimeOptions().Lanes,
};
var seconds = new Option<int>("--seconds") { Description = "How long is measured.", DefaultValueFactory = _ => 10 };
var directory = new Option<DirectoryInfo?>("--directory") { Description = "Where the database lies; the disk of this folder is measured." };

var engine = new Command("engine", "The runtime in this process: started instances, automatic steps, completed user tasks.")
{
    store,
    scenario,
    clients,
    lanes,
    seconds,
    directory,
};
engine.SetAction(
    (parsed, _) =>
        EngineBench.Run(
            new(
                parsed.GetValue(store)!,
                parsed.GetValue(scenario)!,
                Math.Max(1, parsed.GetValue(clients)),
                Math.Max(1, parsed.GetValue(lanes)),
                TimeSpan.FromSeconds(Math.Max(1, parsed.GetValue(seconds))),
                parsed.GetValue(directory)?.FullName ?? Path.Combine(Environment.CurrentDirectory, "artifacts", "bench")
            ),
            Console.Out
        )
);
var feel = new Command("feel", "FEEL expressions beside the same logic written in C#: time, allocated bytes, compiling.");
feel.SetAction(_ => FeelBench.Run(Console.Out));
var dmn = new Command("dmn", "A decision table of 200 rows beside the same logic written in C#.");
dmn.SetAction(_ => DmnBench.Run(Console.Out));
var part = new Option<string>("--part") { Description = "What grows.", DefaultValueFactory = _ => "all" };
part.AcceptOnlyFromAmong("all", "parallel", "loop", "variable", "timers");
var scale = new Command("scale", "The same work in growing sizes: iterations, turns of a loop, large variables, timers due at once.")
{
    part,
    directory,
};
scale.SetAction(
    (parsed, _) =>
        ScaleBench.Run(
            parsed.GetValue(part)!,
            parsed.GetValue(directory)?.FullName ?? Path.Combine(Environment.CurrentDirectory, "artifacts", "bench"),
            Console.Out
        )
);
return await new RootCommand("Benchmarks of Baton.") { engine, feel, dmn, scale }
    .Parse(args)
    .InvokeAsync();

using System.CommandLine;
using Baton.Bench.Engine;
using Baton.Runtime;

namespace Baton.Bench;

/// <summary>Options that several commands have.</summary>
internal static class BenchOptions
{
    public static Option<string> Store { get; } = OneOf("--store", "The database.", BenchStore.Names);

    /// <summary>A database whose commits wait for a disk.</summary>
    public static Option<string> StoreOnDisk { get; } = OneOf("--store", "The database.", "sqlite", "postgres");

    public static Option<int> Clients { get; } = Number("--clients", "How many work at the same time.", 32);

    public static Option<int> Lanes { get; } = Number("--lanes", "How many lanes write on PostgreSQL.", new RuntimeOptions().Lanes);

    public static Option<int> Seconds { get; } = Number("--seconds", "How long is measured.", 10);

    public static Option<DirectoryInfo?> Directory { get; } =
        new("--directory") { Description = "Where the database lies; the disk of this folder is measured." };

    /// <summary>One of these names, the first unless another is said.</summary>
    public static Option<string> OneOf(string name, string description, params string[] names)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => names[0] };
        option.AcceptOnlyFromAmong(names);
        return option;
    }

    public static Option<int> Number(string name, string description, int usual) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual };

    /// <summary>The number, or one where it is less.</summary>
    public static int AtLeastOne(this ParseResult parsed, Option<int> option) => Math.Max(1, parsed.GetValue(option));

    public static TimeSpan Time(this ParseResult parsed) => TimeSpan.FromSeconds(parsed.AtLeastOne(Seconds));

    public static string Folder(this ParseResult parsed) =>
        parsed.GetValue(Directory)?.FullName ?? Path.Combine(Environment.CurrentDirectory, "artifacts", "bench");
}

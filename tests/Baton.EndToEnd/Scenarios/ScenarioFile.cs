using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Scenarios;

/// <summary>One behaviour scenario as it lies on disk: what to deploy, then steps with their expectations.</summary>
internal sealed record ScenarioFile
{
    public required string Name { get; init; }

    public required string Area { get; init; }

    /// <summary>The folder that holds the files which the scenario deploys.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether the scenario pins the clock and moves it by itself.</summary>
    public required bool VirtualTime { get; init; }

    /// <summary>Groups of behaviour that a server may lack.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    public required IReadOnlyList<string> Deploy { get; init; }

    /// <summary>The steps in order: the one step key and what it holds.</summary>
    public required IReadOnlyList<(string Kind, JsonNode Content)> Steps { get; init; }

    /// <summary>Where the scenarios are: the folder that BATON_SCENARIOS names, else the shared data beside the repository; null if absent.</summary>
    public static string? Folders() => Environment.GetEnvironmentVariable("BATON_SCENARIOS") ?? Repository.Shared("bpmn-scenarios");

    /// <summary>All scenarios that the index of the folder lists, in its order.</summary>
    public static IReadOnlyList<ScenarioFile> LoadAll(string root)
    {
        JsonArray index = JsonNode.Parse(File.ReadAllText(Path.Combine(root, "index.json")))!["scenarios"]!.AsArray();
        return [.. index.Select(entry => Load(Path.Combine(root, entry!["file"]!.GetValue<string>())))];
    }

    private static ScenarioFile Load(string path)
    {
        JsonNode json = JsonNode.Parse(File.ReadAllText(path))!;
        return new ScenarioFile
        {
            Name = json["name"]!.GetValue<string>(),
            Area = json["area"]!.GetValue<string>(),
            Folder = Path.GetDirectoryName(path)!,
            VirtualTime = json["clock"]?.GetValue<bool>() ?? false,
            Features = Texts(json["features"]),
            Deploy = Texts(json["deploy"]),
            Steps = [.. json["steps"]!.AsArray().Select(Step)],
        };
    }

    private static (string Kind, JsonNode Content) Step(JsonNode? step)
    {
        (string kind, JsonNode? content) = step!.AsObject().Single(property => property.Key != "note");
        return (kind, content!);
    }

    private static IReadOnlyList<string> Texts(JsonNode? list) => [.. (list?.AsArray() ?? []).Select(item => item!.GetValue<string>())];
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Baton.Desk.Sandbox.Runs;

/// <summary>What must come of a run; what is null is not looked at.</summary>
public sealed record TestExpectation
{
    /// <summary>Ids of the elements in the order in which they begin.</summary>
    public IReadOnlyList<string>? Path { get; init; }

    /// <summary>Variables of the process at the end of the run, by name.</summary>
    public JsonObject? Variables { get; init; }

    /// <summary>Whether the process has ended by then.</summary>
    public bool? IsEnded { get; init; }
}

/// <summary>A run that is kept.</summary>
public sealed record TestRunView
{
    public required long Key { get; init; }
    public required string ProcessId { get; init; }
    public required string Name { get; init; }
    public required SandboxStart Start { get; init; }
    public required IReadOnlyList<SandboxStep> Steps { get; init; }
    public required TestExpectation Expected { get; init; }

    /// <summary>Name of who saved it last.</summary>
    public required string SavedByName { get; init; }
    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>Name it when you change the run.</summary>
    public required int Version { get; init; }

    internal static TestRunView Of(TestRun row, IReadOnlyDictionary<string, string> names) =>
        new()
        {
            Key = row.Key,
            ProcessId = row.ProcessId,
            Name = row.Name,
            Start = RunJson.Read<SandboxStart>(row.Start),
            Steps = RunJson.Read<List<SandboxStep>>(row.Steps),
            Expected = RunJson.Read<TestExpectation>(row.Expected),
            SavedByName = names.GetValueOrDefault(row.SavedBy, row.SavedBy),
            SavedAt = row.SavedAt,
            Version = row.Version,
        };
}

/// <summary>What came of playing a kept run on a text.</summary>
/// <param name="Key">The run.</param>
/// <param name="Name">Its name.</param>
/// <param name="Passed">All came as expected.</param>
/// <param name="Difference">The first thing that came differently, in the reader's language; null when it passed.</param>
/// <param name="ElementId">The element where it came differently; null for none.</param>
public sealed record TestRunResult(long Key, string Name, bool Passed, string? Difference, string? ElementId);

/// <summary>How runs are written down.</summary>
internal static class RunJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Chinese as Chinese, for texts that people read.</summary>
    public static JsonSerializerOptions Plain { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;
}

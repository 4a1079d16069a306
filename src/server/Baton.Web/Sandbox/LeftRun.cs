using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Desk.Sandbox;

namespace Baton.Web.Sandbox;

/// <summary>A run as the browser keeps it, to go on with after a reload.</summary>
/// <param name="Start">How it began.</param>
/// <param name="Steps">What was done.</param>
/// <param name="Beside">The designs that stood for what is deployed.</param>
public sealed record LeftRun(SandboxStart Start, IReadOnlyList<SandboxStep> Steps, IReadOnlyList<long> Beside)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public string Write() => JsonSerializer.Serialize(this, Options);

    /// <summary>Null for a text that is none, such as one of an earlier version of the desk.</summary>
    public static LeftRun? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<LeftRun>(text, Options) is { Start: not null, Steps: not null, Beside: not null } run
                ? run
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Feel;

namespace Baton.Desk.Operations;

/// <summary>JSON as variables are kept and as people read it in logs.</summary>
internal static class AuditedJson
{
    /// <summary>Chinese as Chinese.</summary>
    public static JsonSerializerOptions Plain { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The JSON as the engine writes it; null when it is none.</summary>
    public static string? Normal(string text)
    {
        try
        {
            return FeelJson.ToJson(FeelJson.Parse(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

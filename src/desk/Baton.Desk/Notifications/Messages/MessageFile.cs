using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Desk.Notifications.Messages;

/// <summary>An attachment of the case that goes with a mail, in the version that was the latest when the mail was ordered.</summary>
/// <param name="Key">Of that version.</param>
/// <param name="Name">As the receiver sees it.</param>
/// <param name="Type">What it is by its content.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Under which its bytes are kept.</param>
internal sealed record MessageFile(
    [property: JsonPropertyName("key")] long Key,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("size")] int Size,
    [property: JsonPropertyName("sha256")] string Sha256
)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<MessageFile> Read(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<List<MessageFile>>(json, Json) ?? [];

    /// <summary>Null for none.</summary>
    public static string? Write(IReadOnlyList<MessageFile> files) => files.Count == 0 ? null : JsonSerializer.Serialize(files, Json);
}

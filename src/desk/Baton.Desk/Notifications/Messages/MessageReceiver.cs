using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Somebody who gets a message, as it was when it was ordered.</summary>
/// <param name="Name">How he is called; null when unknown.</param>
/// <param name="Address">Where it goes; for the bell and for push messages the user name.</param>
/// <param name="User">Null for somebody outside.</param>
internal sealed record MessageReceiver(
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("address")] string Address,
    [property: JsonPropertyName("user")] string? User
)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static IReadOnlyList<MessageReceiver> Read(string json) => JsonSerializer.Deserialize<List<MessageReceiver>>(json, Json) ?? [];

    public static string Write(IReadOnlyList<MessageReceiver> receivers) => JsonSerializer.Serialize(receivers, Json);
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Feel;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi.Json;

/// <summary>Variables are a JSON object; numbers keep all their digits both ways.</summary>
internal sealed class VariablesConverter : JsonConverter<FeelContext>
{
    public override FeelContext Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException(RequestJsonText.Marker + "must be an object of variables");
        }
        using var document = JsonDocument.ParseValue(ref reader);
        return FeelJson.From(document.RootElement).AsContext();
    }

    public override void Write(Utf8JsonWriter writer, FeelContext value, JsonSerializerOptions options) =>
        FeelJson.Write(writer, FeelValue.From(value));
}

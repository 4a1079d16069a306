using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;

namespace Baton.Server.EngineApi.Searching;

/// <summary>Reads the span of time in which jobs are counted, which stands among the conditions of a filter.</summary>
internal static class JobSpanReader
{
    /// <summary>The span, the conditions that are left, and one more value that is no condition.</summary>
    public sealed record Reading(JobSpan Span, JsonElement Rest, JsonElement? Other);

    /// <exception cref="BadHttpRequestException">There is no span, or it is empty; the message names the property.</exception>
    public static Reading Read(JsonElement? filter, string? other = null)
    {
        if (filter is not { ValueKind: JsonValueKind.Object } given)
        {
            throw SearchReader.Wrong("filter", "must be an object with the instants from and to");
        }
        JsonElement? from = null;
        JsonElement? to = null;
        JsonElement? more = null;
        var rest = new JsonObject();
        foreach (JsonProperty property in given.EnumerateObject())
        {
            if (property.Name == "from")
            {
                from = property.Value;
            }
            else if (property.Name == "to")
            {
                to = property.Value;
            }
            else if (property.Name == other)
            {
                more = property.Value;
            }
            else
            {
                rest[property.Name] = JsonNode.Parse(property.Value.GetRawText());
            }
        }
        return new(
            Span(Instant(from, "filter.from"), Instant(to, "filter.to"), "filter.to"),
            JsonSerializer.SerializeToElement(rest),
            more
        );
    }

    /// <exception cref="BadHttpRequestException">There is no span, or it is empty; the message names the parameter.</exception>
    public static JobSpan Read(string? from, string? to) => Span(Instant(from, "from"), Instant(to, "to"), "to");

    private static JobSpan Span(DateTimeOffset from, DateTimeOffset to, string property) =>
        from < to ? new JobSpan(from, to) : throw SearchReader.Wrong(property, "must be later than the instant from");

    private static DateTimeOffset Instant(JsonElement? value, string property) =>
        value is { } given
            ? (DateTimeOffset)FieldValue.Read(given, property, SearchField.Instant(property))
            : throw SearchReader.Wrong(property, "must be given: the instant at which the span begins or ends");

    /// <summary>Query strings write a space for the plus of an offset that was not escaped.</summary>
    private static DateTimeOffset Instant(string? text, string property) =>
        InstantConverter.TryParse(text?.Replace(' ', '+') ?? "", out DateTimeOffset at)
            ? at
            : throw SearchReader.Wrong(property, "must be an instant with an offset, such as 2026-01-31T09:30:00Z");
}

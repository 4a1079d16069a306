using System.Text.Json;

namespace Baton.Server.EngineApi.Searching;

/// <summary>The body of a search: page, order and filter, each still as JSON. The schema of the resource decides what they may hold.</summary>
internal sealed record SearchBody
{
    public JsonElement? Page { get; init; }

    public JsonElement? Sort { get; init; }

    public JsonElement? Filter { get; init; }
}

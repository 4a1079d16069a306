using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Runtime.Time;
using Baton.Runtime.UserTasks;

namespace Baton.Runtime.Cluster;

/// <summary>What one process tells the others after its commits, so that they need not look.</summary>
internal sealed record NodeNews
{
    /// <summary>Who tells it.</summary>
    [JsonPropertyName("n")]
    public string Node { get; init; } = "";

    /// <summary>Types of jobs of which there may be some.</summary>
    [JsonPropertyName("j")]
    public HashSet<string> JobTypes { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Process instances that ended.</summary>
    [JsonPropertyName("e")]
    public HashSet<long> Ended { get; init; } = [];

    /// <summary>What became of changes of user tasks that listeners were asked about.</summary>
    [JsonPropertyName("t")]
    public Dictionary<long, TransitionEnd> Transitions { get; init; } = [];

    /// <summary>What screens of the host show.</summary>
    [JsonPropertyName("h")]
    public HashSet<string> Topics { get; init; } = new(StringComparer.Ordinal);

    /// <summary>From this instant on (milliseconds) something may be due that the others do not expect; null when nothing came up.</summary>
    [JsonPropertyName("w")]
    public long? DueAt { get; set; }

    /// <summary>There is something to deliver.</summary>
    [JsonPropertyName("o")]
    public bool Outbox { get; set; }

    /// <summary>Definitions were deployed or deleted.</summary>
    [JsonPropertyName("c")]
    public bool Catalog { get; set; }

    /// <summary>There is more than fits: anything may have changed.</summary>
    [JsonPropertyName("a")]
    public bool All { get; set; }

    [JsonIgnore]
    public bool IsEmpty =>
        JobTypes.Count == 0
        && Ended.Count == 0
        && Transitions.Count == 0
        && Topics.Count == 0
        && DueAt is null
        && !(Outbox || Catalog || All);

    public void Add(NodeNews other)
    {
        JobTypes.UnionWith(other.JobTypes);
        Ended.UnionWith(other.Ended);
        Topics.UnionWith(other.Topics);
        foreach (var (key, end) in other.Transitions)
        {
            Transitions[key] = end;
        }
        DueAt = Instant.Earlier(DueAt, other.DueAt);
        Outbox |= other.Outbox;
        Catalog |= other.Catalog;
        All |= other.All;
    }

    public string Write() => JsonSerializer.Serialize(this, NewsJson.Default.NodeNews);

    public static NodeNews? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, NewsJson.Default.NodeNews);
        }
        catch (JsonException)
        {
            // Somebody else uses the channel, or a newer program does.
            return null;
        }
    }
}

[JsonSerializable(typeof(NodeNews))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
internal sealed partial class NewsJson : JsonSerializerContext;

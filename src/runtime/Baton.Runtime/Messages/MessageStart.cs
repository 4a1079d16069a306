using Baton.Runtime.Lanes;

namespace Baton.Runtime.Messages;

/// <summary>A start event of a latest version that waits for a message.</summary>
internal sealed record MessageStart(string MessageName, string ProcessId, string ElementId, long DefinitionKey)
{
    private const string All =
        "SELECT message_name, process_id, element_id, definition_key FROM engine_start_subscription ORDER BY process_id";

    /// <summary>All of them, by message.</summary>
    public static ILookup<string, MessageStart> Read(LaneStore store)
    {
        var found = new List<MessageStart>();
        using var reader = store.Query(All).Read();
        while (reader.Read())
        {
            found.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)));
        }
        return found.ToLookup(start => start.MessageName, StringComparer.Ordinal);
    }
}

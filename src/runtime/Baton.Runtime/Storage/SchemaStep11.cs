namespace Baton.Runtime.Storage;

/// <summary>Messages that nobody could deliver are few among those that were: an index of their own finds them.</summary>
internal static class SchemaStep11
{
    public static string[] Statements { get; } = ["CREATE INDEX engine_outbox_dead ON engine_outbox (message_key) WHERE state = 'DEAD'"];
}

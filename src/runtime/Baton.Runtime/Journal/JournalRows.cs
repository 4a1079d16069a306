using System.Buffers;
using Baton.Engine;
using Baton.Engine.Journal;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Journal;

/// <summary>The events of one root instance in one unit of work: one row of the journal.</summary>
internal sealed class JournalEntry(long rootInstanceKey, long sequence, IReadOnlyList<EngineEvent> events)
{
    private List<EngineEvent>? _gathered;

    public long RootInstanceKey { get; } = rootInstanceKey;

    public long Sequence { get; } = sequence;

    public IReadOnlyList<EngineEvent> Events => _gathered ?? events;

    public void Add(IReadOnlyList<EngineEvent> more) => (_gathered ??= [.. events]).AddRange(more);
}

/// <summary>Writes the journal.</summary>
internal static class JournalRows
{
    private static readonly RowShape NewEntry = RowShape.Insert("engine_journal", "root_instance_key", "seq", "recorded_at", "events");

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static void Write(RowWriters writers, List<JournalEntry> entries, long now)
    {
        foreach (var entry in entries)
        {
            var buffer = _buffer ??= new ArrayBufferWriter<byte>(4_096);
            buffer.ResetWrittenCount();
            EventCodec.Write(buffer, entry.Events);
            writers[NewEntry].Bind(entry.RootInstanceKey).Bind(entry.Sequence).Bind(now).Bind(buffer.WrittenSpan).Add();
        }
    }
}

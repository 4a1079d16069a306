using System.Buffers;

namespace Baton.Engine.Journal;

/// <summary>
/// The compact, versioned form of the events of one commit: a format byte, then each event as tag, version of its shape and fields. A row that
/// was written once is read for ever; a new shape of an event gets the next version and the old one stays readable.
/// </summary>
public static class EventCodec
{
    private const byte Format = 1;

    /// <summary>Many events speak of few things.</summary>
    private const int MostTextsExpected = 32;

    /// <summary>Writes the events of one commit as one row.</summary>
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<EngineEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var writer = new JournalWriter(output, texts: Math.Min(events.Count, MostTextsExpected));
        writer.Byte(Format);
        writer.Count(events.Count);
        for (int i = 0; i < events.Count; i++)
        {
            EngineEvent @event = events[i];
            EventShape shape = EventShapes.Of(@event.Tag);
            writer.Byte((byte)@event.Tag);
            writer.Byte(shape.Version);
            writer.Instance(@event.ProcessInstanceKey);
            @event.Write(writer);
        }
    }

    /// <summary>Reads one row back.</summary>
    /// <exception cref="InvalidDataException">The row is damaged or newer than this program.</exception>
    public static IReadOnlyList<EngineEvent> Read(ReadOnlySpan<byte> row)
    {
        try
        {
            return ReadRow(row);
        }
        catch (Exception damage) when (damage is IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The journal row ends too early or is damaged.", damage);
        }
    }

    private static List<EngineEvent> ReadRow(ReadOnlySpan<byte> row)
    {
        var reader = new JournalReader(row);
        byte format = reader.Byte();
        if (format != Format)
        {
            throw new InvalidDataException(
                $"The journal row has format {format}, this program reads {Format}. Start the program that wrote it."
            );
        }
        int count = reader.Count();
        var events = new List<EngineEvent>(Math.Min(count, row.Length));
        for (int i = 0; i < count; i++)
        {
            var tag = (EventTag)reader.Byte();
            byte version = reader.Byte();
            EventShape shape = EventShapes.Of(tag);
            if (version == 0 || version > shape.Version)
            {
                throw new InvalidDataException(
                    $"Event {tag} has version {version}, this program reads up to {shape.Version}. Start the program that wrote it."
                );
            }
            events.Add(shape.Read(reader.Instance(), version, ref reader));
        }
        return events;
    }
}

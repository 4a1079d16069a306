using System.Buffers.Binary;
using System.Text;

namespace Baton.Desk.Channels.Fax.In;

/// <summary>What the head of a fax in TIFF says: how many pages it has, and the number that the sending machine calls itself, as HylaFAX keeps it. Pure.</summary>
/// <param name="Pages">At least 1.</param>
/// <param name="Sender">As the machine writes it; null where it says none.</param>
internal sealed record TiffFacts(int Pages, string? Sender)
{
    private const ushort ImageDescription = 270;
    private const int MaxPages = 1_000;
    private const int EntryLength = 12;

    /// <summary>Null for what is no TIFF.</summary>
    public static TiffFacts? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 8)
            return null;
        var isLittle = file[0] == 'I' && file[1] == 'I';
        if (!isLittle && !(file[0] == 'M' && file[1] == 'M') || Short(file, 2, isLittle) != 42)
            return null;
        string? sender = null;
        var pages = 0;
        for (var at = Long(file, 4, isLittle); at > 0 && at + 2 <= file.Length && pages < MaxPages; pages++)
        {
            var count = Short(file, (int)at, isLittle);
            var end = at + 2 + ((long)count * EntryLength);
            if (end + 4 > file.Length)
                break;
            sender ??= Description(file, (int)at + 2, count, isLittle);
            at = Long(file, (int)end, isLittle);
        }
        return new(Math.Max(pages, 1), sender);
    }

    private static string? Description(ReadOnlySpan<byte> file, int at, int count, bool isLittle)
    {
        for (var index = 0; index < count; index++, at += EntryLength)
        {
            if (Short(file, at, isLittle) != ImageDescription)
                continue;
            var length = Long(file, at + 4, isLittle);
            var start = length <= 4 ? at + 8 : Long(file, at + 8, isLittle);
            if (length is 0 or > 200 || start + length > file.Length)
                return null;
            var text = Encoding.Latin1.GetString(file.Slice((int)start, (int)length)).Trim('\0', ' ');
            return text.Length > 0 && text.Any(char.IsAsciiDigit) ? text : null;
        }
        return null;
    }

    private static ushort Short(ReadOnlySpan<byte> file, int at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(file[at..]) : BinaryPrimitives.ReadUInt16BigEndian(file[at..]);

    private static long Long(ReadOnlySpan<byte> file, int at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(file[at..]) : BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
}

using System.Buffers.Binary;
using System.Text;

namespace Baton.Desk.Documents;

/// <summary>
/// Cuts a TrueType font down to the glyphs of a few characters, so that a document of one page does not carry seven megabytes of font.
/// Glyphs are renumbered; parts of composite glyphs come along. The tables are those of the OpenType specification 1.9.
/// </summary>
internal static class TrueTypeSubset
{
    private const int ComponentArgumentsAreWords = 0x0001;
    private const int ComponentHasScale = 0x0008;
    private const int ComponentHasMore = 0x0020;
    private const int ComponentHasTwoScales = 0x0040;
    private const int ComponentHasMatrix = 0x0080;
    private const uint ChecksumMagic = 0xB1B0AFBA;

    private static readonly string[] Needed = ["head", "hhea", "maxp", "hmtx", "loca", "glyf"];
    private static readonly string[] KeptAsTheyAre = ["OS/2", "name", "cvt ", "fpgm", "prep"];

    /// <summary>Builds the smaller font from <paramref name="glyphs"/> (character to glyph); null when the file has no TrueType outlines.</summary>
    public static byte[]? Create(ReadOnlySpan<byte> font, SortedDictionary<int, ushort> glyphs)
    {
        var tables = ReadDirectory(font);
        if (!Needed.All(tables.ContainsKey))
        {
            return null;
        }

        var source = new Source(font, tables);
        var order = new List<ushort> { 0 };
        var numbers = new Dictionary<ushort, ushort> { [0] = 0 };
        foreach (var glyph in glyphs.Values)
        {
            Number(glyph, order, numbers);
        }

        var outlines = new List<byte[]>();
        for (var i = 0; i < order.Count; i++)
        {
            outlines.Add(Outline(source, order[i], order, numbers));
        }

        var parts = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var kept in KeptAsTheyAre.Where(tables.ContainsKey))
        {
            parts[kept] = source.Table(kept).ToArray();
        }

        parts["head"] = Patch(source.Table("head"), 50, 1);
        parts["hhea"] = Patch(source.Table("hhea"), 34, (ushort)order.Count);
        parts["maxp"] = Patch(source.Table("maxp"), 4, (ushort)order.Count);
        parts["hmtx"] = Metrics(source, order);
        (parts["loca"], parts["glyf"]) = Locations(outlines);
        parts["cmap"] = CharacterMap(glyphs, numbers);
        parts["post"] = Post(tables.ContainsKey("post") ? source.Table("post") : default);
        return Assemble(parts);
    }

    private static Dictionary<string, (int Offset, int Length)> ReadDirectory(ReadOnlySpan<byte> font)
    {
        var tables = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        if (font.Length < 12 || BinaryPrimitives.ReadUInt32BigEndian(font) != 0x00010000)
        {
            return tables;
        }

        var count = BinaryPrimitives.ReadUInt16BigEndian(font[4..]);
        for (var i = 0; i < count; i++)
        {
            var entry = font.Slice(12 + (i * 16), 16);
            var offset = (int)BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
            tables[Encoding.ASCII.GetString(entry[..4])] = (offset, (int)BinaryPrimitives.ReadUInt32BigEndian(entry[12..]));
        }

        return tables;
    }

    private static ushort Number(ushort glyph, List<ushort> order, Dictionary<ushort, ushort> numbers)
    {
        if (!numbers.TryGetValue(glyph, out var number))
        {
            number = (ushort)order.Count;
            numbers[glyph] = number;
            order.Add(glyph);
        }

        return number;
    }

    /// <summary>The glyph's outline with the parts of a composite renumbered; parts not yet there are appended to the order.</summary>
    private static byte[] Outline(Source source, ushort glyph, List<ushort> order, Dictionary<ushort, ushort> numbers)
    {
        var outline = source.Outline(glyph).ToArray();
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return outline;
        }

        var at = 10;
        int flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            var part = outline.AsSpan(at + 2);
            BinaryPrimitives.WriteUInt16BigEndian(part, Number(BinaryPrimitives.ReadUInt16BigEndian(part), order, numbers));
            at += 4 + ((flags & ComponentArgumentsAreWords) != 0 ? 4 : 2);
            at += (flags & ComponentHasScale) != 0 ? 2 : 0;
            at += (flags & ComponentHasTwoScales) != 0 ? 4 : 0;
            at += (flags & ComponentHasMatrix) != 0 ? 8 : 0;
        } while ((flags & ComponentHasMore) != 0);
        return outline;
    }

    private static byte[] Patch(ReadOnlySpan<byte> table, int offset, ushort value)
    {
        var patched = table.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(patched.AsSpan(offset), value);
        return patched;
    }

    private static byte[] Metrics(Source source, List<ushort> order)
    {
        var metrics = new byte[order.Count * 4];
        for (var i = 0; i < order.Count; i++)
        {
            source.Metric(order[i]).CopyTo(metrics.AsSpan(i * 4));
        }

        return metrics;
    }

    private static (byte[] Loca, byte[] Glyf) Locations(List<byte[]> outlines)
    {
        var loca = new byte[(outlines.Count + 1) * 4];
        using var glyf = new MemoryStream();
        for (var i = 0; i < outlines.Count; i++)
        {
            glyf.Write(outlines[i]);
            while (glyf.Length % 4 != 0)
            {
                glyf.WriteByte(0);
            }

            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan((i + 1) * 4), (uint)glyf.Length);
        }

        return (loca, glyf.ToArray());
    }

    /// <summary>One table of format 12 (32-bit characters), one group a character.</summary>
    private static byte[] CharacterMap(SortedDictionary<int, ushort> glyphs, Dictionary<ushort, ushort> numbers)
    {
        var map = new byte[12 + 16 + (glyphs.Count * 12)];
        BinaryPrimitives.WriteUInt16BigEndian(map.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt16BigEndian(map.AsSpan(4), 3);
        BinaryPrimitives.WriteUInt16BigEndian(map.AsSpan(6), 10);
        BinaryPrimitives.WriteUInt32BigEndian(map.AsSpan(8), 12);
        BinaryPrimitives.WriteUInt16BigEndian(map.AsSpan(12), 12);
        BinaryPrimitives.WriteUInt32BigEndian(map.AsSpan(16), (uint)(map.Length - 12));
        BinaryPrimitives.WriteUInt32BigEndian(map.AsSpan(24), (uint)glyphs.Count);
        var at = 28;
        foreach (var (character, glyph) in glyphs)
        {
            BinaryPrimitives.WriteUInt32BigEndian(map.AsSpan(at), (uint)character);
            BinaryPrimitives.WriteUInt32BigEndian(map.AsSpan(at + 4), (uint)character);
            BinaryPrimitives.WriteUInt32BigEndian(map.AsSpan(at + 8), numbers[glyph]);
            at += 12;
        }

        return map;
    }

    /// <summary>Version 3: the header alone, no glyph names.</summary>
    private static byte[] Post(ReadOnlySpan<byte> original)
    {
        var post = new byte[32];
        if (original.Length >= 32)
        {
            original[..32].CopyTo(post);
        }

        BinaryPrimitives.WriteUInt32BigEndian(post, 0x00030000);
        return post;
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> parts)
    {
        var directory = 12 + (parts.Count * 16);
        var font = new byte[directory + parts.Values.Sum(part => (part.Length + 3) & ~3)];
        var power = (int)Math.Floor(Math.Log2(parts.Count));
        BinaryPrimitives.WriteUInt32BigEndian(font, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(4), (ushort)parts.Count);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(10), (ushort)((parts.Count * 16) - (16 << power)));
        var at = directory;
        var entry = 12;
        foreach (var (tag, part) in parts)
        {
            if (tag == "head")
            {
                BinaryPrimitives.WriteUInt32BigEndian(part.AsSpan(8), 0);
            }

            part.CopyTo(font.AsSpan(at));
            Encoding.ASCII.GetBytes(tag).CopyTo(font.AsSpan(entry));
            BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(entry + 4), Checksum(font.AsSpan(at, (part.Length + 3) & ~3)));
            BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(entry + 8), (uint)at);
            BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(entry + 12), (uint)part.Length);
            at += (part.Length + 3) & ~3;
            entry += 16;
        }

        var head = directory + parts.TakeWhile(part => part.Key != "head").Sum(part => (part.Value.Length + 3) & ~3);
        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(head + 8), unchecked(ChecksumMagic - Checksum(font)));
        return font;
    }

    private static uint Checksum(ReadOnlySpan<byte> padded)
    {
        uint sum = 0;
        for (var i = 0; i < padded.Length; i += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(padded[i..]));
        }

        return sum;
    }

    /// <summary>The tables of the font that is cut.</summary>
    private readonly ref struct Source(ReadOnlySpan<byte> font, Dictionary<string, (int Offset, int Length)> tables)
    {
        private readonly ReadOnlySpan<byte> _font = font;
        private readonly Dictionary<string, (int Offset, int Length)> _tables = tables;

        public ReadOnlySpan<byte> Table(string tag) => _font.Slice(_tables[tag].Offset, _tables[tag].Length);

        public ReadOnlySpan<byte> Outline(ushort glyph)
        {
            var loca = Table("loca");
            var isLong = BinaryPrimitives.ReadInt16BigEndian(Table("head")[50..]) == 1;
            var start = isLong
                ? (int)BinaryPrimitives.ReadUInt32BigEndian(loca[(glyph * 4)..])
                : BinaryPrimitives.ReadUInt16BigEndian(loca[(glyph * 2)..]) * 2;
            var end = isLong
                ? (int)BinaryPrimitives.ReadUInt32BigEndian(loca[((glyph + 1) * 4)..])
                : BinaryPrimitives.ReadUInt16BigEndian(loca[((glyph + 1) * 2)..]) * 2;
            return Table("glyf")[start..end];
        }

        /// <summary>Advance and left side bearing; glyphs past the last full metric share its advance.</summary>
        public byte[] Metric(ushort glyph)
        {
            var count = BinaryPrimitives.ReadUInt16BigEndian(Table("hhea")[34..]);
            var hmtx = Table("hmtx");
            if (glyph < count)
            {
                return hmtx.Slice(glyph * 4, 4).ToArray();
            }

            var advance = hmtx.Slice((count - 1) * 4, 2);
            var bearing = hmtx.Slice((count * 4) + ((glyph - count) * 2), 2);
            return [advance[0], advance[1], bearing[0], bearing[1]];
        }
    }
}

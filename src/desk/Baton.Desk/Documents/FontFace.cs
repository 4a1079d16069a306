using System.Collections.Concurrent;
using System.Text;
using SkiaSharp;

namespace Baton.Desk.Documents;

/// <summary>One font file: which characters it draws and how wide they are. Safe for use by several threads.</summary>
internal sealed class FontFace : IDisposable
{
    /// <summary>Widths are taken at this size and scaled; Noto's em has 1000 units, so nothing is rounded.</summary>
    private const float MeasuringSize = 1000;

    private readonly SKData _data;
    private readonly SKTypeface _typeface;
    private readonly ConcurrentDictionary<int, float> _advances = new();

    private FontFace(string path, SKData data, SKTypeface typeface)
    {
        Path = path;
        _data = data;
        _typeface = typeface;
    }

    public string Path { get; }

    public string Name => _typeface.FamilyName;

    public bool IsBold => _typeface.FontWeight >= (int)SKFontStyleWeight.SemiBold;

    /// <summary>Opens a font file (mapped, not read); null when it is not a font that can be drawn.</summary>
    public static FontFace? Open(string path)
    {
        var data = SKData.Create(path);
        if (data is null)
        {
            return null;
        }

        var typeface = SKTypeface.FromData(data);
        if (typeface is not null)
        {
            return new FontFace(path, data, typeface);
        }

        data.Dispose();
        return null;
    }

    public bool Has(Rune character) => _typeface.GetGlyph(character.Value) != 0;

    /// <summary>The character's advance in ems.</summary>
    public float Advance(Rune character) => _advances.GetOrAdd(character.Value, Measure);

    /// <summary>A typeface for embedding that holds only the given characters; the whole one where the file is no TrueType outline font.</summary>
    public SKTypeface Subset(IReadOnlyCollection<Rune> characters)
    {
        var glyphs = new SortedDictionary<int, ushort>();
        foreach (var character in characters)
        {
            glyphs[character.Value] = _typeface.GetGlyph(character.Value);
        }

        var subset = TrueTypeSubset.Create(_data.AsSpan(), glyphs);
        if (subset is null)
        {
            return SKTypeface.FromData(_data);
        }

        using var bytes = SKData.CreateCopy(subset);
        return SKTypeface.FromData(bytes);
    }

    public void Dispose()
    {
        _typeface.Dispose();
        _data.Dispose();
    }

    private float Measure(int character)
    {
        using var font = new SKFont(_typeface, MeasuringSize) { LinearMetrics = true, Hinting = SKFontHinting.None };
        return font.GetGlyphWidths([_typeface.GetGlyph(character)])[0] / MeasuringSize;
    }
}

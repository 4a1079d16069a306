using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Baton.Desk.Documents;

/// <summary>Faces in the order they are asked; turns text into runs that each face can draw, and names what none can.</summary>
internal sealed class FontChain(IReadOnlyList<FontFace> faces)
{
    private readonly ConcurrentDictionary<int, FontFace?> _faceOf = new();

    /// <summary>
    /// Makes the text drawable: composed (NFC), without invisible controls, each character that no face has replaced by its code in
    /// brackets and added to <paramref name="missing"/>.
    /// </summary>
    public string Prepare(string text, ISet<string> missing)
    {
        var prepared = new StringBuilder(text.Length);
        foreach (var character in Normalized(text).EnumerateRunes())
        {
            if (character.Value is '\n' or '\r' or '\t')
            {
                prepared.Append(character.ToString());
            }
            else if (IsInvisible(character))
            {
                continue;
            }
            else if (FaceOf(character) is not null)
            {
                prepared.Append(character.ToString());
            }
            else
            {
                missing.Add(Code(character));
                prepared.Append(CultureInfo.InvariantCulture, $"[{Code(character)}]");
            }
        }

        return prepared.ToString();
    }

    /// <summary>The width of prepared text in points at the given size.</summary>
    public float Measure(string text, float size)
    {
        var width = 0f;
        foreach (var character in text.EnumerateRunes())
        {
            width += FaceOf(character)?.Advance(character) ?? 0;
        }

        return width * size;
    }

    /// <summary>Prepared text cut where the face changes.</summary>
    public IEnumerable<(FontFace Face, string Text)> Runs(string text)
    {
        FontFace? current = null;
        var run = new StringBuilder();
        foreach (var character in text.EnumerateRunes())
        {
            var face = FaceOf(character);
            if (face is null)
            {
                continue;
            }

            if (!ReferenceEquals(face, current) && current is not null)
            {
                yield return (current, run.ToString());
                run.Clear();
            }

            current = face;
            run.Append(character.ToString());
        }

        if (current is not null)
        {
            yield return (current, run.ToString());
        }
    }

    private FontFace? FaceOf(Rune character) => _faceOf.GetOrAdd(character.Value, _ => faces.FirstOrDefault(face => face.Has(character)));

    private static string Normalized(string text)
    {
        // Lone surrogates have no normal form; they become the replacement character first.
        var valid = string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
        return valid.Normalize(NormalizationForm.FormC);
    }

    private static bool IsInvisible(Rune character) =>
        Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
        || character.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF;

    private static string Code(Rune character) => $"U+{character.Value.ToString("X4", CultureInfo.InvariantCulture)}";
}

using System.Diagnostics.CodeAnalysis;

namespace Baton.Desk.Http;

/// <summary>A word of an address or a query that names a value as the bodies of answers do (<c>inReview</c>), in any case.</summary>
public readonly record struct Word<T>(T Value) : IParsable<Word<T>>
    where T : struct, Enum
{
#pragma warning disable CA1000 // Routes look for these.
    public static Word<T> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var word)
            ? word
            : throw new FormatException($"Expected one of {string.Join(", ", Enum.GetNames<T>())}, but found '{s}'.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Word<T> result)
    {
        // Numbers name nothing, although they can be read.
        var isWord = Enum.TryParse<T>(s, ignoreCase: true, out var value) && Enum.IsDefined(value) && char.IsAsciiLetter(s![0]);
        result = isWord ? new(value) : default;
        return isWord;
    }
#pragma warning restore CA1000
}

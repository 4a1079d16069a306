using System.Collections.Frozen;

namespace Baton.Feel.Lexing;

/// <summary>The words that end a name of several words.</summary>
internal static class Keywords
{
    private static readonly FrozenSet<string> All = new[]
    {
        "if",
        "then",
        "else",
        "for",
        "in",
        "return",
        "some",
        "every",
        "satisfies",
        "and",
        "or",
        "between",
        "instance",
        "function",
        "null",
        "true",
        "false",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKeyword(string word) => All.Contains(word);
}

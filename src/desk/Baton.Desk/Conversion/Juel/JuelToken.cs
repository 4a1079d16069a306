namespace Baton.Desk.Conversion.Juel;

/// <summary>What a piece of a JUEL expression is.</summary>
internal enum JuelKind
{
    Name,
    Number,
    Text,
    Sign,
    End,
}

/// <summary>A piece of a JUEL expression.</summary>
internal readonly record struct JuelToken(JuelKind Kind, string Value)
{
    public bool Is(string sign) => Kind == JuelKind.Sign && Value == sign;

    public bool IsWord(string word) => Kind == JuelKind.Name && Value == word;
}

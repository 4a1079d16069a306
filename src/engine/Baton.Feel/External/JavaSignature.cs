using System.Diagnostics.CodeAnalysis;

namespace Baton.Feel.External;

/// <summary>
/// The name of a Java method with the types of its parameters. Written out in one form whatever form it was read in, so that equal
/// signatures have equal text.
/// </summary>
internal sealed class JavaSignature
{
    private const int MaxLength = 1000;

    private readonly string _name;
    private readonly JavaType[] _types;

    private JavaSignature(string name, JavaType[] types)
    {
        _name = name;
        _types = types;
    }

    private bool HasRest => _types is [.., { Item: not null }];

    public override string ToString() => $"{_name}({string.Join(", ", _types.Select(type => type.Name))})";

    public static bool TryRead(string text, [NotNullWhen(true)] out JavaSignature? signature, out string problem)
    {
        signature = null;
        if (text.Length > MaxLength)
        {
            problem = $"A method signature is longer than {MaxLength} characters.";
            return false;
        }
        text = text.Trim();
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? "" : text[..open].Trim();
        if (name.Length == 0 || !text.EndsWith(')') || !name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '$'))
        {
            problem = $"'{text}' is no method signature; write the method and the types of its parameters, such as max(int, int).";
            return false;
        }
        var inside = text[(open + 1)..^1];
        var types = new List<JavaType>();
        foreach (var part in string.IsNullOrWhiteSpace(inside) ? [] : inside.Split(','))
        {
            if (JavaType.Find(part.Trim()) is not { } type)
            {
                problem = $"The type '{part.Trim()}' in the method signature '{text}' has no counterpart in FEEL.";
                return false;
            }
            types.Add(type);
        }
        (signature, problem) = (new(name, [.. types]), "");
        return true;
    }

    /// <summary>The arguments as the method takes them; those for an array at the end follow one by one.</summary>
    public bool TryConvert(ReadOnlySpan<FeelValue> arguments, [NotNullWhen(true)] out FeelValue[]? converted, out string problem)
    {
        (converted, problem) = (null, "");
        var plain = HasRest ? _types.Length - 1 : _types.Length;
        if (HasRest ? arguments.Length < plain : arguments.Length != plain)
        {
            problem = $"The method takes {(HasRest ? "at least " : "")}{plain} arguments, but {arguments.Length} were given.";
            return false;
        }
        var all = new List<FeelValue>(arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
        {
            var type = i < plain ? _types[i] : _types[^1].Item!;
            // A list in the place of the whole array, unless the array may hold lists.
            if (i == plain && arguments.Length == _types.Length && !type.TakesLists && arguments[i].Is<FeelList>(out var list))
            {
                return TryConvertRest(all, list, type, out converted, out problem);
            }
            if (!type.TryConvert(arguments[i], out var value))
            {
                problem = $"The argument {arguments[i]} cannot be converted to {type.Name}.";
                return false;
            }
            all.Add(value);
        }
        converted = [.. all];
        return true;
    }

    private static bool TryConvertRest(
        List<FeelValue> all,
        FeelList rest,
        JavaType type,
        [NotNullWhen(true)] out FeelValue[]? converted,
        out string problem
    )
    {
        (converted, problem) = (null, "");
        foreach (var item in rest)
        {
            if (!type.TryConvert(item, out var value))
            {
                problem = $"The argument {item} cannot be converted to {type.Name}.";
                return false;
            }
            all.Add(value);
        }
        converted = [.. all];
        return true;
    }
}

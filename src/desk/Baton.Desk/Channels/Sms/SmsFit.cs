using System.Text;
using System.Text.Json.Nodes;

namespace Baton.Desk.Channels.Sms;

/// <summary>What a formatted message says, by a pattern.</summary>
/// <param name="Values">By target.</param>
/// <param name="Missing">Names of the fields that it lacks.</param>
internal sealed record SmsFit(IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Missing)
{
    public const string Subject = "subject";
    public const string Description = "description";
    public const string Category = "category";
    public const string CustomerName = "customerName";

    /// <summary>The places that are none of the form's.</summary>
    public static IReadOnlyList<string> Places { get; } = [Subject, Description, Category, CustomerName];

    /// <summary>The values of the form as JSON; null for none.</summary>
    public string? Form()
    {
        var form = new JsonObject();
        foreach (var (target, value) in Values.Where(one => !Places.Contains(one.Key, StringComparer.Ordinal)))
            form[target] = value;
        return form.Count == 0 ? null : form.ToJsonString();
    }

    /// <summary>Pure: what the message says; null where it does not begin with the keyword.</summary>
    public static SmsFit? Of(SmsPattern pattern, string text)
    {
        // Wide letters and signs, as Chinese keyboards write them, are the same as narrow ones.
        var plain = text.Normalize(NormalizationForm.FormKC).Trim();
        var separator = pattern.Separator.Normalize(NormalizationForm.FormKC);
        var keyword = pattern.Keyword.Normalize(NormalizationForm.FormKC).Trim();
        if (!plain.StartsWith(keyword, StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = plain[keyword.Length..];
        if (rest.Length > 0 && char.IsLetterOrDigit(rest[0]) && char.IsAsciiLetterOrDigit(keyword[^1]))
            return null;
        rest = rest.TrimStart().TrimStart([.. separator, ' ', ':']);
        var fields = pattern.FieldList();
        var values = pattern.IsNamed ? Named(fields, Pieces(rest, separator)) : Ordered(fields, Pieces(rest, separator), separator);
        return new(
            values.ToDictionary(one => one.Key.Target, one => one.Value, StringComparer.Ordinal),
            [.. fields.Where(field => field.IsRequired && !values.ContainsKey(field)).Select(field => field.Name)]
        );
    }

    private static List<string> Pieces(string text, string separator) =>
        string.IsNullOrWhiteSpace(separator)
            ? [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)]
            : [.. text.Split(separator).Select(piece => piece.Trim())];

    private static Dictionary<SmsField, string> Named(IReadOnlyList<SmsField> fields, List<string> pieces)
    {
        var values = new Dictionary<SmsField, string>();
        foreach (var piece in pieces)
        {
            var at = piece.AsSpan().IndexOfAny('=', ':');
            if (at <= 0 || piece[(at + 1)..].Trim() is not { Length: > 0 } value)
                continue;
            var name = piece[..at].Trim();
            if (fields.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)) is { } field)
                values[field] = value;
        }
        return values;
    }

    /// <summary>What is left over belongs to the last field.</summary>
    private static Dictionary<SmsField, string> Ordered(IReadOnlyList<SmsField> fields, List<string> pieces, string separator)
    {
        if (pieces.Count > fields.Count && fields.Count > 0)
            pieces = [.. pieces.Take(fields.Count - 1), string.Join(separator, pieces.Skip(fields.Count - 1))];
        return fields
            .Zip(pieces)
            .Where(one => one.Second.Length > 0)
            .DistinctBy(one => one.First)
            .ToDictionary(one => one.First, one => one.Second);
    }
}

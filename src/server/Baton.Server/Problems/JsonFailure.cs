using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Baton.Server.Problems;

/// <summary>Says in words what is wrong with a JSON body: where it breaks off, or which property does not fit.</summary>
internal static partial class JsonFailure
{
    /// <summary>The explanation, with line and position where the text is no JSON; null for null.</summary>
    public static string? Explain(JsonException? failure)
    {
        if (failure is null)
        {
            return null;
        }
        string place = string.Create(
            CultureInfo.InvariantCulture,
            $"line {(failure.LineNumber ?? 0) + 1}, position {(failure.BytePositionInLine ?? 0) + 1}"
        );
        string property = PropertyOf(failure.Path);
        if (Unmapped().Match(failure.Message) is { Success: true } unknown)
        {
            return $"The property '{Inside(property, unknown.Groups[1].Value)}' is unknown here ({place}). Remove it, or check its spelling.";
        }
        if (failure.Message.Contains("missing required properties", StringComparison.Ordinal))
        {
            return $"The request lacks a property: {failure.Message[(failure.Message.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()}";
        }
        if (failure.Message.StartsWith(RequestJsonText.Marker, StringComparison.Ordinal))
        {
            return $"The property '{property}' {failure.Message[RequestJsonText.Marker.Length..]} ({place}).";
        }
        return property.Length > 0 && failure.InnerException is null or InvalidOperationException or FormatException
            ? $"The property '{property}' has a value of the wrong type or form ({place})."
            : $"The body is no valid JSON ({place}).";
    }

    private static string PropertyOf(string? path) =>
        path is null or "$" ? ""
        : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..]
        : path;

    private static string Inside(string path, string name) =>
        path.Length == 0 || path.EndsWith(name, StringComparison.Ordinal) ? (path.Length == 0 ? name : path) : $"{path}.{name}";

    [GeneratedRegex("^The JSON property '([^']*)' could not be mapped", RegexOptions.CultureInvariant)]
    private static partial Regex Unmapped();
}

/// <summary>How converters of requests mark the sentences that are meant for the caller.</summary>
internal static class RequestJsonText
{
    public const string Marker = "baton: ";
}

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Baton.Desk.Channels.Fax.Spool;

/// <summary>What reading a <c>.result</c> file gave: a result, or every problem it has.</summary>
internal sealed record SpoolResultReading(FaxResult? Result, IReadOnlyList<string> Problems);

/// <summary>
/// Reads the text of a <c>.result</c> file: a JSON object, or lines <c>key=value</c> as shell scripts write them. Unknown keys are ignored,
/// so that gateways may say more.
/// </summary>
internal static class SpoolResultFile
{
    /// <summary>A larger file is no result.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int MaxText = 500;
    private const int MaxPages = 10_000;
    private const double MaxSeconds = 24 * 3600;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the content of the file whose name, without the ending, is <paramref name="id"/>.</summary>
    public static SpoolResultReading Read(string id, ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxBytes)
        {
            return new SpoolResultReading(null, [$"expected at most {MaxBytes} bytes, but the file has {content.Length}"]);
        }

        var problems = new List<string>();
        var values = Values(content, problems);
        if (problems.Count > 0)
        {
            return new SpoolResultReading(null, problems);
        }

        var result = Check(id, values, problems);
        return new SpoolResultReading(problems.Count == 0 ? result : null, problems);
    }

    private static Dictionary<string, string> Values(ReadOnlySpan<byte> content, List<string> problems)
    {
        string text;
        try
        {
            text = Strict.GetString(content).TrimStart('\uFEFF').Trim();
        }
        catch (DecoderFallbackException)
        {
            problems.Add("expected text in UTF-8");
            return [];
        }

        if (text.Length == 0)
        {
            problems.Add("expected a result, but the file is empty");
            return [];
        }

        return text[0] == '{' ? JsonValues(text, problems) : LineValues(text, problems);
    }

    private static Dictionary<string, string> JsonValues(string text, List<string> problems)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 8 });
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                {
                    values[property.Name] = property.Value.ToString();
                }
            }
        }
        catch (JsonException error)
        {
            problems.Add($"expected JSON, but line {error.LineNumber + 1} cannot be read");
        }

        return values;
    }

    private static Dictionary<string, string> LineValues(string text, List<string> problems)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                problems.Add($"line {i + 1}: expected key=value");
                continue;
            }

            values[line[..equals].Trim()] = line[(equals + 1)..].Trim();
        }

        return values;
    }

    private static FaxResult? Check(string id, Dictionary<string, string> values, List<string> problems)
    {
        if (!values.TryGetValue("id", out var given) || given != id)
        {
            problems.Add($"id: expected '{id}' as in the file's name, but found '{given}'");
        }

        var status = values.GetValueOrDefault("status");
        if (status is not ("sent" or "failed"))
        {
            problems.Add($"status: expected sent or failed, but found '{status}'");
        }

        var result = new FaxResult
        {
            Id = id,
            Sent = status == "sent",
            Code = Text(values, "code", problems),
            Reason = Text(values, "reason", problems),
            RemoteId = Text(values, "remoteId", problems),
            FinishedAt = Instant(values, problems),
            Pages = (int?)Number(values, "pages", MaxPages, whole: true, problems),
            DurationSeconds = Number(values, "durationSeconds", MaxSeconds, whole: false, problems),
        };
        if (status == "failed" && result.Reason is null && result.Code is null)
        {
            problems.Add("reason: expected a reason or a code for a failed transmission");
        }

        return result;
    }

    private static string? Text(Dictionary<string, string> values, string key, List<string> problems)
    {
        if (!values.TryGetValue(key, out var text) || text.Length == 0)
        {
            return null;
        }

        if (text.Length > MaxText || text.Any(char.IsControl))
        {
            problems.Add($"{key}: expected at most {MaxText} characters without control characters");
            return null;
        }

        return text;
    }

    private static DateTimeOffset? Instant(Dictionary<string, string> values, List<string> problems)
    {
        if (!values.TryGetValue("finishedAt", out var text) || text.Length == 0)
        {
            return null;
        }

        // "Z" or an offset is demanded: a local time would be read in the zone of whichever machine reads it.
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        if (hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            return at.ToUniversalTime();
        }

        problems.Add($"finishedAt: expected an instant such as 2026-03-05T06:30:00Z, but found '{text}'");
        return null;
    }

    private static double? Number(Dictionary<string, string> values, string key, double max, bool whole, List<string> problems)
    {
        if (!values.TryGetValue(key, out var text) || text.Length == 0)
        {
            return null;
        }

        var style = whole ? NumberStyles.None : NumberStyles.AllowDecimalPoint;
        if (double.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= max)
        {
            return number;
        }

        problems.Add(
            $"{key}: expected a {(whole ? "whole " : "")}number from 0 to {max.ToString(CultureInfo.InvariantCulture)}, but found '{text}'"
        );
        return null;
    }
}

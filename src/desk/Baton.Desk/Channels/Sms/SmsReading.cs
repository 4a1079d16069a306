using System.Globalization;
using System.Text;
using Baton.Desk.Notifications.Drivers.Gateways;
using Microsoft.AspNetCore.Http;

namespace Baton.Desk.Channels.Sms;

/// <summary>Reads what gateways send: Kannel's query or form with its bytes, or JSON. Pure.</summary>
internal static class SmsReading
{
    private const int MaxValues = 60;
    private const int MaxParts = 50;
    private const int TextMax = 20_000;
    private const int NameMax = 200;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The values of a query or a form as bytes: what they mean the message itself says.</summary>
    public static Dictionary<string, byte[]> Values(string encoded)
    {
        var values = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var pair in encoded.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Take(MaxValues))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? pair : pair[..at];
            values[Encoding.UTF8.GetString(Bytes(name))] = at < 0 ? [] : Bytes(pair[(at + 1)..]);
        }
        return values;
    }

    /// <summary>The message of Kannel's parameters; null where its sender is not said.</summary>
    public static ArrivedSms? OfKannel(IReadOnlyDictionary<string, byte[]> values)
    {
        var coding = Word(values, "coding");
        var text = values.GetValueOrDefault("text") is { } bytes ? Text(bytes, coding, Word(values, "charset")) : "";
        return Whole(name => Word(values, name), text, values.GetValueOrDefault("udh") ?? []);
    }

    /// <summary>The message of a JSON body; null where its sender is not said.</summary>
    public static ArrivedSms? OfJson(string json)
    {
        var values = AnswerFields.Of(json);
        return Whole(name => values.GetValueOrDefault(name), values.GetValueOrDefault("text") ?? "", Hex(values.GetValueOrDefault("udh")));
    }

    /// <summary>What the bytes say: UTF-8 where they are, else what the gateway names, else what its coding means.</summary>
    internal static string Text(byte[] bytes, string? coding, string? charset)
    {
        var isWide = charset?.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() is "UTF16BE" or "UTF16" or "UCS2";
        if (isWide || (coding == "2" && bytes.Length % 2 == 0 && bytes.Contains((byte)0)))
            return Encoding.BigEndianUnicode.GetString(bytes);
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return coding == "2" ? Encoding.BigEndianUnicode.GetString(bytes) : Named(charset).GetString(bytes);
        }
    }

    private static ArrivedSms? Whole(Func<string, string?> value, string text, byte[] header)
    {
        var from = value("from")?.Trim();
        if (from is not { Length: > 0 and <= NameMax } || value("id") is { Length: > NameMax } || value("to") is { Length: > NameMax })
            return null;
        var (reference, total, part) = Parts(header);
        if (reference is null && value("ref") is { Length: > 0 and <= NameMax } named)
            (reference, total, part) = (named, Number(value("total")), Number(value("part")));
        var isPart = reference is not null && total is > 1 and <= MaxParts && part >= 1 && part <= total;
        return new(value("id"), from, value("to"), Clean(text))
        {
            Gateway = value("smsc") is { Length: <= NameMax } gateway ? gateway : null,
            SentAt = Instant(value("time")),
            Reference = isPart ? reference : null,
            Total = isPart ? total : 1,
            Part = isPart ? part : 1,
        };
    }

    /// <summary>What the header of a part says: 8 or 16 bits of reference, how many parts there are, and which one this is.</summary>
    private static (string? Reference, int Total, int Part) Parts(byte[] header)
    {
        for (var at = 1; at + 1 < header.Length; at += 2 + header[at + 1])
        {
            var (kind, length) = (header[at], header[at + 1]);
            if (at + 2 + length > header.Length)
                break;
            if (kind == 0 && length == 3)
                return (header[at + 2].ToString(CultureInfo.InvariantCulture), header[at + 3], header[at + 4]);
            if (kind == 8 && length == 4)
                return (((header[at + 2] << 8) | header[at + 3]).ToString(CultureInfo.InvariantCulture), header[at + 4], header[at + 5]);
        }
        return (null, 1, 1);
    }

    private static DateTimeOffset? Instant(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 100_000_000_000)
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    private static Encoding Named(string? charset)
    {
        try
        {
            return charset is { Length: > 0 and < 40 } ? Encoding.GetEncoding(charset) : Encoding.Latin1;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return Encoding.Latin1;
        }
    }

    private static string Clean(string text)
    {
        var clean = text.Replace("\0", "", StringComparison.Ordinal).ReplaceLineEndings("\n").Trim();
        return clean.Length > TextMax ? clean[..TextMax] : clean;
    }

    private static string? Word(IReadOnlyDictionary<string, byte[]> values, string name) =>
        values.GetValueOrDefault(name) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static byte[] Hex(string? text)
    {
        try
        {
            return text is { Length: > 0 and <= 512 } ? Convert.FromHexString(text) : [];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static byte[] Bytes(string encoded)
    {
        var bytes = new List<byte>(encoded.Length);
        for (var at = 0; at < encoded.Length; at++)
        {
            if (
                encoded[at] == '%'
                && at + 2 < encoded.Length
                && byte.TryParse(encoded.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one)
            )
            {
                bytes.Add(one);
                at += 2;
            }
            else if (encoded[at] == '+')
                bytes.Add((byte)' ');
            else
                bytes.AddRange(Encoding.UTF8.GetBytes(encoded[at].ToString()));
        }
        return [.. bytes];
    }

    /// <summary>Reads a body no longer than the limit; null for a longer one.</summary>
    public static async Task<string?> Body(HttpRequest request, int maxBytes, CancellationToken ct)
    {
        var body = new byte[maxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
        return length > maxBytes ? null : Encoding.UTF8.GetString(body, 0, length);
    }
}

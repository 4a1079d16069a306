using Baton.Feel;

namespace Baton.Desk.Connectors.Calls;

/// <summary>Pure: which headers a process or an administrator may send.</summary>
internal static class CallHeaders
{
    public const string IdempotencyKey = "Idempotency-Key";

    private const int MaxValueLength = 4000;

    /// <summary>They steer the line itself, or carry what only a connection may say.</summary>
    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept-Encoding",
        "Allow",
        "Authorization",
        "Connection",
        "Cookie",
        "Expect",
        "Expires",
        "Host",
        IdempotencyKey,
        "Keep-Alive",
        "Last-Modified",
        "Proxy-Authorization",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
    };

    /// <exception cref="CallFaultException">A name or value is not fit to be sent.</exception>
    public static IReadOnlyList<(string Name, string Value)> Of(FeelValue value, int max)
    {
        if (value.Kind == FeelKind.Null)
            return [];
        if (value.Kind != FeelKind.Context)
            throw new CallFaultException("Expected a context of names and values in the header 'headers'.");
        var headers = new List<(string, string)>();
        foreach (var (name, one) in value.AsContext().Entries)
        {
            if (Formula.Text(one) is not { } text)
                continue;
            if (Fault(name, text) is { } fault)
                throw new CallFaultException(fault);
            headers.Add((name, text));
        }
        return headers.Count > max ? throw new CallFaultException($"Expected {max} headers at most.") : headers;
    }

    /// <summary>Why a header may not be sent; null where it may.</summary>
    public static string? Fault(string name, string value)
    {
        if (!IsToken(name))
            return $"'{Shown(name)}' is no name of a header.";
        if (IsRefused(name))
            return $"The header '{name}' is not for a process to send; where it carries a secret, keep it in a connection.";
        return value.Length > MaxValueLength || value.Any(letter => letter is < ' ' or > '~')
            ? $"The value of the header '{name}' holds line breaks or letters that headers cannot carry, or is too long."
            : null;
    }

    public static bool IsToken(string name) =>
        name.Length is > 0 and <= 100
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal));

    /// <summary>True for what a connection must not take over as the header of its key.</summary>
    public static bool IsOfTheLine(string name) => IsRefused(name) && !name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    private static bool IsRefused(string name) => Refused.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    private static string Shown(string name) => new([.. name.Where(letter => !char.IsControl(letter)).Take(60)]);
}

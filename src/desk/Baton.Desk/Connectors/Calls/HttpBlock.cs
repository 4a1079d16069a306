using System.Globalization;
using System.Xml;

namespace Baton.Desk.Connectors.Calls;

/// <summary>What the headers of a task of the type <c>baton.http</c> say: whom to call, with what, and what becomes of the answer.</summary>
internal sealed record HttpBlock
{
    public const string JobType = "baton.http";
    public const int MaxTimeoutSeconds = 60;

    private static readonly TimeSpan UsualRetryPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRetryPause = TimeSpan.FromDays(1);

    public static IReadOnlyList<string> Methods { get; } = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];
    public static IReadOnlyList<string> BodyTypes { get; } = ["json", "form", "text"];

    /// <summary>Code of a connection that administrators keep; null for a whole address.</summary>
    public string? Connection { get; private init; }

    /// <summary>Below the connection's base address.</summary>
    public Formula? Path { get; private init; }

    /// <summary>The whole address where there is no connection.</summary>
    public Formula? Url { get; private init; }
    public string Method { get; private init; } = "GET";
    public Formula? Query { get; private init; }
    public Formula? Headers { get; private init; }
    public Formula? Body { get; private init; }
    public string BodyType { get; private init; } = "json";
    public required StatusSet Expected { get; init; }

    /// <summary>Null for the connection's own.</summary>
    public TimeSpan? Timeout { get; private init; }
    public TimeSpan RetryPause { get; private init; } = UsualRetryPause;

    /// <summary>The variable that takes the whole answer; null for none.</summary>
    public string? ResultVariable { get; private init; }

    /// <summary>Gives a context of variables.</summary>
    public Formula? ResultExpression { get; private init; }

    /// <summary>Gives null, or a context with <c>code</c> and <c>message</c>.</summary>
    public Formula? ErrorExpression { get; private init; }

    /// <summary>Null with what the model says wrong.</summary>
    public static HttpBlock? Read(IReadOnlyDictionary<string, string> headers, out string fault)
    {
        var faults = new List<string>();
        var connection = Given("connection");
        var path = Feel("path");
        var url = Feel("url");
        if (connection is null && Given("url") is null)
            Wrong("Expected the header 'connection' with a path, or the header 'url'.");
        if (connection is not null && Given("url") is not null)
            Wrong("Expected either the header 'connection' or the header 'url', but found both.");
        if (connection is null && Given("path") is not null)
            Wrong("Header 'path' goes with the header 'connection'.");
        if (connection is not null && path is { IsText: true } && CallTarget.PathFault(Given("path")!) is { } escape)
            Wrong(escape);
        if (connection is null && url is { IsText: true } && CallTarget.AddressFault(Given("url")!) is { } address)
            Wrong(address);
        var method = Given("method")?.ToUpperInvariant() ?? "GET";
        if (!Methods.Contains(method, StringComparer.Ordinal))
            Wrong($"Expected one of {string.Join(", ", Methods)} in the header 'method', but found '{method}'.");
        var bodyType = Given("bodyType") ?? "json";
        if (!BodyTypes.Contains(bodyType, StringComparer.Ordinal))
            Wrong($"Expected one of {string.Join(", ", BodyTypes)} in the header 'bodyType', but found '{bodyType}'.");
        var expected = StatusSet.Read(Given("expected"));
        if (expected is null)
            Wrong("Expected statuses such as '200-299, 404' in the header 'expected'.");
        int? seconds = null;
        if (Given("timeout") is { } timeout)
        {
            seconds = int.TryParse(timeout, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            if (seconds is < 1 or > MaxTimeoutSeconds)
                Wrong($"Expected from 1 to {MaxTimeoutSeconds} seconds in the header 'timeout', but found '{timeout}'.");
        }
        var pause = Pause(Given("retryBackoff"));
        if (pause is null)
            Wrong("Expected a duration such as PT30S, of a day at most, in the header 'retryBackoff'.");
        var block = new HttpBlock
        {
            Connection = connection,
            Path = path,
            Url = url,
            Method = method,
            Query = OnlyFeel("query"),
            Headers = OnlyFeel("headers"),
            Body = Feel("body"),
            BodyType = bodyType,
            Expected = expected ?? StatusSet.Usual,
            Timeout = seconds is { } limit ? TimeSpan.FromSeconds(limit) : null,
            RetryPause = pause ?? UsualRetryPause,
            ResultVariable = Given("resultVariable"),
            ResultExpression = OnlyFeel("resultExpression"),
            ErrorExpression = OnlyFeel("errorExpression"),
        };
        if (block.Body is not null && method is "GET" or "HEAD" && Given("body") is not null)
            Wrong($"A call by {method} has no body; take the header 'body' away or choose another method.");
        fault = string.Join(' ', faults);
        return faults.Count == 0 ? block : null;

        string? Given(string name) => string.IsNullOrWhiteSpace(headers.GetValueOrDefault(name)) ? null : headers[name].Trim();

        void Wrong(string sentence) => faults.Add(sentence);

        Formula? Feel(string name)
        {
            var formula = Formula.Read(Given(name), name, out var unreadable);
            if (unreadable is not null)
                Wrong(unreadable);
            return formula;
        }

        Formula? OnlyFeel(string name)
        {
            var formula = Feel(name);
            if (formula is { IsText: true })
                Wrong($"Expected FEEL with an equals sign before it in the header '{name}'.");
            return formula;
        }
    }

    private static TimeSpan? Pause(string? text)
    {
        if (text is null)
            return UsualRetryPause;
        try
        {
            var pause = XmlConvert.ToTimeSpan(text);
            return pause >= TimeSpan.Zero && pause <= LongestRetryPause ? pause : null;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return null;
        }
    }
}

using System.Text;
using Baton.Feel;

namespace Baton.Desk.Connectors.Calls;

/// <summary>A call to make, without what its connection adds.</summary>
/// <param name="Method">GET, POST, ...</param>
/// <param name="Target">The whole address.</param>
/// <param name="Headers">Names and values that are fit to be sent.</param>
/// <param name="Body">Null for none.</param>
/// <param name="ContentType">Of the body.</param>
internal sealed record HttpOrder(
    string Method,
    Uri Target,
    IReadOnlyList<(string Name, string Value)> Headers,
    byte[]? Body,
    string? ContentType
)
{
    private const int MaxBodyBytes = 1024 * 1024;
    private const int MaxHeaders = 50;

    /// <summary>Pure: what a block asks for, with what its task sees, below the base address of its connection or, with null, at a whole address.</summary>
    /// <exception cref="CallFaultException">It cannot be made; the message says why.</exception>
    public static HttpOrder Of(HttpBlock block, FeelContext sees, Uri? root, DateTimeOffset now)
    {
        var query = Query(block.Query?.Value(sees, now) ?? FeelValue.Null);
        var target = root is null
            ? CallTarget.Whole(Formula.Text(block.Url?.Value(sees, now) ?? FeelValue.Null), query)
            : CallTarget.Below(root, Path(block, sees, now), query);
        var headers = CallHeaders.Of(block.Headers?.Value(sees, now) ?? FeelValue.Null, MaxHeaders);
        if (block.Body is null)
            return new(block.Method, target, headers, null, null);
        var value = block.Body.Value(sees, now);
        var (body, type) = block.BodyType switch
        {
            "form" => (Form(value), "application/x-www-form-urlencoded"),
            "text" => (Formula.Text(value) ?? "", "text/plain; charset=utf-8"),
            // A text without an equals sign is JSON as it stands.
            _ => (block.Body.IsText ? value.AsString() : FeelJson.ToJson(value), "application/json"),
        };
        var bytes = Encoding.UTF8.GetBytes(body);
        return bytes.Length > MaxBodyBytes
            ? throw new CallFaultException("The body is larger than 1 MB.")
            : new(block.Method, target, headers, bytes, type);
    }

    /// <summary>Null for the base address itself; an expression that finds nothing must not call that by mistake.</summary>
    private static string? Path(HttpBlock block, FeelContext sees, DateTimeOffset now) =>
        block.Path is null
            ? null
            : Formula.Text(block.Path.Value(sees, now)) ?? throw new CallFaultException("The expression of the header 'path' gave null.");

    private static string Query(FeelValue value)
    {
        if (value.Kind == FeelKind.Null)
            return "";
        var pairs = Pairs(value, "query");
        return pairs.Length == 0 ? "" : "?" + pairs;
    }

    private static string Form(FeelValue value) => Pairs(value, "body");

    private static string Pairs(FeelValue value, string header)
    {
        if (value.Kind != FeelKind.Context)
            throw new CallFaultException($"Expected a context of names and values in the header '{header}'.");
        var pairs = new List<string>();
        foreach (var (name, one) in value.AsContext().Entries)
        {
            if (one.Kind == FeelKind.List)
                pairs.AddRange(one.AsList().Select(each => Pair(name, each)));
            else if (one.Kind != FeelKind.Null)
                pairs.Add(Pair(name, one));
        }
        return string.Join('&', pairs);
    }

    private static string Pair(string name, FeelValue value) =>
        Uri.EscapeDataString(name) + "=" + Uri.EscapeDataString(Formula.Text(value) ?? "");
}

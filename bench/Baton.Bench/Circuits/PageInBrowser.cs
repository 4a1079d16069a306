using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Baton.Bench.Circuits;

/// <summary>A page as a browser has it before its circuit begins.</summary>
/// <param name="Address">Of the page.</param>
/// <param name="Cookies">Of the session.</param>
/// <param name="Components">The parts of the page that a circuit brings to life, as <c>UpdateRootComponents</c> wants them.</param>
/// <param name="State">What the page kept for its circuit.</param>
internal sealed partial record PageInBrowser(Uri Address, CookieContainer Cookies, string Components, string State)
{
    /// <summary>Signs in by the form and opens a page.</summary>
    /// <exception cref="InvalidOperationException">Refused, or the page has nothing for a circuit.</exception>
    public static async Task<PageInBrowser> Open(Uri server, string userName, string password, string path)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, CookieContainer = new() };
        using var client = new HttpClient(handler) { BaseAddress = server };
        var form = Hidden()
            .Matches(await client.GetStringAsync("sign-in"))
            .ToDictionary(one => Value(one, "name"), one => Value(one, "value"));
        form["Input.UserName"] = userName;
        form["Input.Password"] = password;
        using var content = new FormUrlEncodedContent(form);
        using var signedIn = await client.PostAsync("sign-in", content);
        var page = await client.GetStringAsync(path);
        var markers = Marker()
            .Matches(page)
            .Select(one => JsonNode.Parse(one.Groups["marker"].Value)!)
            .Where(one => one["descriptor"] is not null);
        var operations = markers.Select(
            (marker, index) =>
                (JsonNode)
                    new JsonObject
                    {
                        ["type"] = "add",
                        ["ssrComponentId"] = index + 1,
                        ["marker"] = marker,
                    }
        );
        var batch = new JsonObject { ["batchId"] = 1, ["operations"] = new JsonArray([.. operations]) };
        return batch["operations"]!.AsArray().Count > 0
            ? new(new(server, path), handler.CookieContainer, batch.ToJsonString(), Kept().Match(page).Groups["state"].Value)
            : throw new InvalidOperationException($"{userName} opened {path}, but the page has no parts for a circuit. Is he signed in?");
    }

    private static string Value(Match input, string attribute) =>
        WebUtility.HtmlDecode(Regex.Match(input.Value, $"{attribute}=\"(?<value>[^\"]*)\"").Groups["value"].Value);

    [GeneratedRegex("<input type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex("<!--Blazor:(?<marker>.*?)-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>[^-]+)-->")]
    private static partial Regex Kept();
}

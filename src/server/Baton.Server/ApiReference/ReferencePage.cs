using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.OpenApi;

namespace Baton.Server.ApiReference;

/// <summary>
/// Renders the description of the API as one page of plain HTML: an index, every call with its parameters, body and answers, and every
/// shape that they refer to. Needs no script and nothing from elsewhere.
/// </summary>
internal sealed class ReferencePage
{
    private const string Style = """
        :root{color-scheme:light dark;--line:#d5d9e0;--soft:#f4f6f9;--accent:#1b5fb4}
        @media(prefers-color-scheme:dark){:root{--line:#3a4150;--soft:#1d222b;--accent:#8ab8f5}}
        body{font:14px/1.5 system-ui,"Noto Sans",sans-serif;margin:0;display:grid;grid-template-columns:22rem 1fr}
        nav{position:sticky;top:0;height:100vh;overflow:auto;border-right:1px solid var(--line);padding:1rem;box-sizing:border-box}
        main{padding:1rem 2rem;max-width:70rem;min-width:0}
        nav a,main a{color:var(--accent);text-decoration:none}nav a:hover,main a:hover{text-decoration:underline}
        nav ol{list-style:none;padding:0}nav li{overflow-wrap:anywhere;padding:.1rem 0}
        section{border:1px solid var(--line);border-radius:6px;padding:.75rem 1rem;margin:0 0 1rem}
        h3{margin:0 0 .5rem;font-size:1rem;overflow-wrap:anywhere}h4{margin:.75rem 0 .25rem;font-size:.9rem}
        code,pre{font-family:ui-monospace,monospace;font-size:.85rem}
        .method{display:inline-block;min-width:4rem;font-weight:700}
        table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.2rem .75rem .2rem 0;border-top:1px solid var(--line)}
        @media(max-width:60rem){body{display:block}nav{position:static;height:auto}}
        """;

    private readonly StringBuilder _html = new();

    private ReferencePage() { }

    public static string Render(OpenApiDocument document)
    {
        var page = new ReferencePage();
        page.Write(document);
        return page._html.ToString();
    }

    private void Write(OpenApiDocument document)
    {
        (string Path, HttpMethod Method, OpenApiOperation Operation)[] calls =
        [
            .. document
                .Paths.OrderBy(path => path.Key, StringComparer.Ordinal)
                .SelectMany(path => (path.Value.Operations ?? []).Select(call => (path.Key, call.Key, call.Value))),
        ];
        _html.Append(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">"
        );
        Html($"<title>{Text(document.Info.Title)} API</title><style>{Style}</style></head><body><nav aria-label=\"Calls\"><ol>");
        foreach (var (path, method, operation) in calls)
        {
            Html($"<li><a href=\"#{Id(method, path)}\">{Text(operation.Summary ?? operation.OperationId ?? path)}</a></li>");
        }
        Html($"</ol></nav><main><h1>{Text(document.Info.Title)} API</h1><p>{Text(document.Info.Description)} ");
        _html.Append("<a href=\"/openapi/v1.json\">OpenAPI 3.1</a></p><h2>Calls</h2>");
        foreach (var (path, method, operation) in calls)
        {
            WriteCall(path, method, operation);
        }
        _html.Append("<h2>Shapes</h2>");
        foreach ((string name, IOpenApiSchema schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
        {
            WriteShape(name, schema);
        }
        _html.Append("</main></body></html>");
    }

    private void WriteCall(string path, HttpMethod method, OpenApiOperation operation)
    {
        Html($"<section id=\"{Id(method, path)}\"><h3><span class=\"method\">{method}</span><code>{Text(path)}</code></h3>");
        Html($"<p>{Text(operation.Summary)} {Text(operation.Description)}</p>");
        if (operation.Parameters is { Count: > 0 } parameters)
        {
            _html.Append("<h4>Parameters</h4><table>");
            foreach (IOpenApiParameter parameter in parameters)
            {
                Html($"<tr><td><code>{Text(parameter.Name)}</code></td><td>{parameter.In}{(parameter.Required ? ", required" : "")}</td>");
                Html($"<td>{SchemaText.Of(parameter.Schema)}</td><td>{Text(parameter.Description)}</td></tr>");
            }
            _html.Append("</table>");
        }
        if (operation.RequestBody?.Content is { Count: > 0 } body)
        {
            _html.Append("<h4>Body</h4>");
            WriteContent(body);
        }
        _html.Append("<h4>Answers</h4><table>");
        foreach ((string status, IOpenApiResponse response) in operation.Responses ?? [])
        {
            Html($"<tr><td><code>{Text(status)}</code></td><td>{Text(response.Description)}</td><td>");
            WriteContent(response.Content);
            _html.Append("</td></tr>");
        }
        _html.Append("</table></section>");
    }

    private void WriteContent(IDictionary<string, OpenApiMediaType>? content)
    {
        foreach ((string mediaType, OpenApiMediaType media) in content ?? new Dictionary<string, OpenApiMediaType>())
        {
            Html($"<div><code>{Text(mediaType)}</code> {SchemaText.Of(media.Schema)}</div>");
        }
    }

    private void WriteShape(string name, IOpenApiSchema schema)
    {
        Html($"<section id=\"shape-{Text(name)}\"><h3><code>{Text(name)}</code></h3><p>{Text(schema.Description)}</p>");
        if (schema.Properties is { Count: > 0 } properties)
        {
            _html.Append("<table>");
            foreach ((string property, IOpenApiSchema value) in properties)
            {
                string required = schema.Required?.Contains(property) == true ? "required" : "";
                Html($"<tr><td><code>{Text(property)}</code></td><td>{SchemaText.Of(value)}</td><td>{required}</td>");
                Html($"<td>{Text(value.Description)}</td></tr>");
            }
            _html.Append("</table>");
        }
        else
        {
            _html.Append(SchemaText.Of(schema));
        }
        _html.Append("</section>");
    }

    private void Html(FormattableString text) => _html.Append(text.ToString(CultureInfo.InvariantCulture));

    private static string Id(HttpMethod method, string path) =>
        Text($"{method}{path.Replace('{', '_').Replace('}', '_')}".Replace('/', '-'));

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}

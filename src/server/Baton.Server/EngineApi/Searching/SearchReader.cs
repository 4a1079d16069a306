using System.Text.Json;
using Baton.Runtime.Search;

namespace Baton.Server.EngineApi.Searching;

/// <summary>Turns the JSON of a search into the runtime's request, with an error for everything that the schema does not know.</summary>
internal static class SearchReader
{
    /// <exception cref="BadHttpRequestException">The search cannot be understood; the message names the property.</exception>
    public static SearchRequest Read(SearchBody body, SearchSchema schema) =>
        new()
        {
            Filter = Present(body.Filter) is { } filter ? FilterReader.Read(filter, schema) : null,
            Sort = Present(body.Sort) is { } sort ? ReadSort(sort, schema) : [],
            Page = Present(body.Page) is { } page ? ReadPage(page) : new Page(),
        };

    internal static BadHttpRequestException Wrong(string property, string problem) => new($"The property '{property}' {problem}.");

    /// <summary>Null counts as not given, as many clients write all members.</summary>
    private static JsonElement? Present(JsonElement? element) => element is { ValueKind: not JsonValueKind.Null } ? element : null;

    private static List<SortField> ReadSort(JsonElement sort, SearchSchema schema)
    {
        if (sort.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("sort", "must be a list of {field, order}");
        }
        return
        [
            .. sort.EnumerateArray()
                .Select((item, i) => ReadSortField(item, $"sort[{i}]", schema))
                .Where(field => field.Field != SearchSchema.TenantField),
        ];
    }

    private static SortField ReadSortField(JsonElement item, string path, SearchSchema schema)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(path, "must be an object {field, order}");
        }
        string? field = null;
        bool descending = false;
        foreach (JsonProperty property in item.EnumerateObject())
        {
            (field, descending) = property.Name switch
            {
                "field" => (Text(property.Value, $"{path}.field"), descending),
                "order" => (field, ReadOrder(property.Value, $"{path}.order")),
                _ => throw Wrong($"{path}.{property.Name}", "is unknown here; there are field and order"),
            };
        }
        return field is SearchSchema.TenantField || (field is not null && schema.Find(field) is { Sortable: true })
            ? new SortField(field, descending)
            : throw Wrong($"{path}.field", $"must be one of {schema.SortNames}");
    }

    private static bool ReadOrder(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Null
            ? false
            : Text(value, path).ToUpperInvariant() switch
            {
                "ASC" => false,
                "DESC" => true,
                string other => throw Wrong(path, $"must be ASC or DESC, but is '{other}'"),
            };

    private static Page ReadPage(JsonElement page)
    {
        if (page.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("page", "must be an object with limit and one of from, after, before");
        }
        var result = new Page();
        foreach (JsonProperty property in page.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
        {
            string path = $"page.{property.Name}";
            result = property.Name switch
            {
                "limit" => result with { Limit = Whole(property.Value, path, Page.MaxLimit) },
                "from" => result with { From = Whole(property.Value, path, int.MaxValue) },
                "after" => result with { After = Text(property.Value, path) },
                "before" => result with { Before = Text(property.Value, path) },
                _ => throw Wrong(path, "is unknown here; there are limit, from, after and before"),
            };
        }
        int starts = (result.From is null ? 0 : 1) + (result.After is null ? 0 : 1) + (result.Before is null ? 0 : 1);
        return starts <= 1 ? result : throw Wrong("page", "may hold only one of from, after and before");
    }

    private static int Whole(JsonElement value, string path, int max) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0 && number <= max
            ? number
            : throw Wrong(path, FormattableString.Invariant($"must be a whole number from 0 to {max}"));

    private static string Text(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(path, "must be a text");
}

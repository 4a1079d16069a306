using System.Text.Json;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;
using Microsoft.AspNetCore.Http;

namespace Baton.Server.Tests;

/// <summary>Searches are read strictly, field by field.</summary>
public sealed class SearchReaderTests
{
    private static readonly SearchSchema Schema = new(
        SearchField.Key("taskKey"),
        SearchField.Text("name"),
        SearchField.Word("state", ["OPEN", "DONE"]),
        SearchField.Number("priority"),
        SearchField.Instant("dueDate"),
        SearchField.Flag("isLate"),
        SearchField.OneOf("tags")
    )
    {
        VariableFilters = ["variables"],
        HasAlternatives = true,
    };

    [Fact]
    public void An_empty_body_asks_for_the_first_hundred()
    {
        SearchRequest request = Read("{}");
        Assert.Null(request.Filter);
        Assert.Empty(request.Sort);
        Assert.Equal(100, request.Page.Limit);
    }

    [Fact]
    public void Null_counts_as_not_given()
    {
        SearchRequest request = Read("""{"filter": {"name": null}, "sort": null, "page": {"limit": null, "after": null}}""");
        Assert.Null(request.Filter);
        Assert.Equal(100, request.Page.Limit);
    }

    [Fact]
    public void A_plain_value_means_equality()
    {
        Filter.Where where = Assert.IsType<Filter.Where>(Read("""{"filter": {"taskKey": "42"}}""").Filter);
        Assert.Equal(("taskKey", Operator.Eq, 42L), (where.Field, where.Operator, where.Values.Single()));
    }

    [Theory]
    [InlineData("""{"priority": {"$gte": 5}}""", Operator.Gte, 5L)]
    [InlineData("""{"name": {"$like": "a*"}}""", Operator.Like, "a*")]
    [InlineData("""{"name": {"$exists": false}}""", Operator.Exists, false)]
    [InlineData("""{"isLate": {"$neq": true}}""", Operator.Neq, true)]
    public void Operators_compare_as_the_field_does(string filter, Operator operation, object value)
    {
        Filter.Where where = Assert.IsType<Filter.Where>(Read($$"""{"filter": {{filter}}}""").Filter);
        Assert.Equal((operation, value), (where.Operator, where.Values.Single()));
    }

    [Fact]
    public void Several_conditions_hold_all_at_once()
    {
        var all = Assert.IsType<Filter.All>(Read("""{"filter": {"name": "a", "priority": {"$gt": 1, "$lt": 9}}}""").Filter);
        Assert.Equal(3, all.Filters.Count);
    }

    [Fact]
    public void Alternatives_are_filters_of_their_own()
    {
        var any = Assert.IsType<Filter.Any>(Read("""{"filter": {"$or": [{"name": "a"}, {"state": {"$in": ["OPEN", "DONE"]}}]}}""").Filter);
        Assert.Equal(2, any.Filters.Count);
    }

    [Fact]
    public void Variables_are_compared_as_JSON_text()
    {
        var variable = Assert.IsType<Filter.Variable>(Read("""{"filter": {"variables": [{"name": "x", "value": "\"a\""}]}}""").Filter);
        Assert.Equal(("x", "\"a\""), (variable.Name, variable.Values.Single()));
    }

    [Fact]
    public void Another_tenant_finds_nothing()
    {
        Assert.Null(Read("""{"filter": {"tenantId": "<default>"}}""").Filter);
        Assert.Empty(Assert.IsType<Filter.Any>(Read("""{"filter": {"tenantId": "north"}}""").Filter).Filters);
    }

    [Fact]
    public void An_instant_is_read_with_its_offset()
    {
        Filter.Where where = Assert.IsType<Filter.Where>(Read("""{"filter": {"dueDate": "2026-01-31T17:30:00+08:00"}}""").Filter);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.Zero), where.Values.Single());
    }

    [Theory]
    [InlineData("""{"filter": {"colour": "red"}}""", "'filter.colour'")]
    [InlineData("""{"filter": {"state": "LOST"}}""", "OPEN, DONE")]
    [InlineData("""{"filter": {"state": {"$in": ["OPEN", "LOST"]}}}""", "'filter.state.$in[1]'")]
    [InlineData("""{"filter": {"taskKey": 42}}""", "'filter.taskKey'")]
    [InlineData("""{"filter": {"taskKey": {"$gt": "42"}}}""", "'filter.taskKey.$gt'")]
    [InlineData("""{"filter": {"name": {"$is": "a"}}}""", "'filter.name.$is'")]
    [InlineData("""{"filter": {"name": {"$in": "a"}}}""", "must be a list")]
    [InlineData("""{"filter": {"priority": {"$like": "1*"}}}""", "'filter.priority.$like'")]
    [InlineData("""{"filter": {"dueDate": "2026-01-31T17:30:00"}}""", "offset")]
    [InlineData("""{"filter": {"isLate": "yes"}}""", "true or false")]
    [InlineData("""{"filter": {"$or": [{"$or": []}]}}""", "'filter.$or[0].$or'")]
    [InlineData("""{"filter": {"variables": [{"value": "1"}]}}""", "'filter.variables[0]'")]
    [InlineData("""{"filter": []}""", "'filter'")]
    [InlineData("""{"sort": [{"field": "colour"}]}""", "'sort[0].field'")]
    [InlineData("""{"sort": [{"field": "tags"}]}""", "'sort[0].field'")]
    [InlineData("""{"sort": [{"field": "name", "order": "UP"}]}""", "'sort[0].order'")]
    [InlineData("""{"sort": [{"field": "name", "dir": "ASC"}]}""", "'sort[0].dir'")]
    [InlineData("""{"page": {"limit": 10001}}""", "'page.limit'")]
    [InlineData("""{"page": {"limit": -1}}""", "'page.limit'")]
    [InlineData("""{"page": {"from": 1, "after": "x"}}""", "only one")]
    [InlineData("""{"page": {"size": 1}}""", "'page.size'")]
    public void What_does_not_fit_is_named(string body, string part)
    {
        var failure = Assert.Throws<BadHttpRequestException>(() => Read(body));
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
    }

    private static SearchRequest Read(string body) =>
        SearchReader.Read(JsonSerializer.Deserialize<SearchBody>(body, EngineJson.Options)!, Schema);
}

using System.Text.Json;

namespace Baton.Feel.Tests;

public sealed class JsonTests
{
    [Theory]
    [InlineData("""{"a":[1,2.50,-0.1],"b":null,"c":"é\"x","d":{"e":true}}""", """{"a":[1,2.5,-0.1],"b":null,"c":"é\"x","d":{"e":true}}""")]
    [InlineData("1234567890123456789012345678901234", "1234567890123456789012345678901234")]
    public void Json_comes_back_with_its_exact_numbers(string json, string expected) =>
        Assert.Equal(expected, FeelJson.ToJson(FeelJson.Parse(json)));

    [Fact]
    public void An_element_reads_as_its_text_does()
    {
        const string Json = """{"a":[1,{"b":2.5}],"c":"x"}""";
        using var document = JsonDocument.Parse(Json);
        Assert.Equal(FeelJson.Parse(Json), FeelJson.From(document.RootElement));
    }

    [Fact]
    public void Temporal_values_become_iso_text_at_every_depth()
    {
        var value = Feel.Run("{d: @\"2026-03-01\", l: [@\"PT5M\", @\"2026-03-01T10:00:00@Europe/Paris\"]}").Value;
        Assert.Equal("""{"d":"2026-03-01","l":["PT5M","2026-03-01T10:00:00@Europe/Paris"]}""", FeelJson.ToJson(value));
        Assert.Equal(FeelJson.Parse(FeelJson.ToJson(value)), FeelJson.ToJsonValue(value));
    }

    [Fact]
    public void Json_that_nests_too_deeply_is_refused()
    {
        var json = new string('[', 100_000) + new string(']', 100_000);
        Assert.ThrowsAny<JsonException>(() => FeelJson.Parse(json));
    }
}

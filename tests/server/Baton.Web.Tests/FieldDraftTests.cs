using System.Text.Json.Nodes;
using Baton.Desk.Forms;
using Baton.Web.Designers.Forms;

namespace Baton.Web.Tests;

/// <summary>What the properties of a field write is what the desk reads.</summary>
public sealed class FieldDraftTests
{
    private static JsonObject Select() =>
        (JsonObject)
            JsonNode.Parse(
                """
                {"type": "select", "id": "Field_1", "key": "colour", "label": "Colour", "validate": {"required": true},
                 "values": [{"label": "Red", "value": "red"}, {"label": "Blue", "value": "blue"}],
                 "properties": {"label.zh-Hant": "顏色", "option.red.zh-Hans": "红色", "option.blue.zh-Hant": "藍色"}}
                """
            )!;

    [Fact]
    public void A_choice_that_gets_another_value_keeps_its_names()
    {
        var field = Select();
        var options = FieldDraft.Options(field).ToList();
        options[0] = options[0] with { Value = "crimson", Hant = "深紅" };

        var read = Read(Apply(field, FieldDraft.WithOptions(field, options)));

        Assert.Equal(["crimson", "blue"], read.Options.Select(option => option.Value));
        Assert.Equal(["红色", "Blue"], read.Options.Select(option => option.LabelIn("zh-Hans")));
        Assert.Equal(["深紅", "藍色"], read.Options.Select(option => option.LabelIn("zh-Hant")));
        Assert.Equal("顏色", read.LabelIn("zh-Hant"));
    }

    [Fact]
    public void A_rule_is_set_beside_the_others_and_an_empty_one_goes_with_its_group()
    {
        var field = Select();

        var longer = Apply(field, FieldDraft.With(field, "maxLength", FieldDraft.Number("5"), "validate"));
        var freed = Apply(field, FieldDraft.With(field, "required", null, "validate"));

        Assert.Equal((true, 5), (Read(longer).Rules.Required, Read(longer).Rules.MaxLength));
        Assert.False(freed.ContainsKey("validate"));
    }

    [Theory]
    [InlineData("12.5", "12.5")]
    [InlineData("", null)]
    [InlineData("many", null)]
    public void A_number_is_written_as_a_number_or_not_at_all(string typed, string? written) =>
        Assert.Equal(written, FieldDraft.Number(typed)?.ToJsonString());

    /// <summary>As the browser applies changes: null removes a property.</summary>
    private static JsonObject Apply(JsonObject field, JsonObject changes)
    {
        var changed = (JsonObject)field.DeepClone();
        foreach (var (name, value) in changes)
        {
            changed.Remove(name);
            if (value is not null)
                changed[name] = value.DeepClone();
        }
        return changed;
    }

    private static FormComponent Read(JsonObject field) =>
        FormReader.Read(new JsonObject { ["components"] = new JsonArray(field.DeepClone()) }.ToJsonString()).Value.Components[0];
}

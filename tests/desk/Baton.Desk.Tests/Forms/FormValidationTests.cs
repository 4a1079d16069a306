using System.Text.Json.Nodes;
using Baton.Desk.Forms;

namespace Baton.Desk.Tests.Forms;

public sealed class FormValidationTests
{
    private const string Form = """
        {
          "id": "f", "type": "default",
          "components": [
            { "type": "text", "text": "# Hello" },
            { "type": "textfield", "key": "name", "label": "Name", "validate": { "required": true, "minLength": 2, "maxLength": 5 },
              "properties": { "label.zh-Hans": "姓名" } },
            { "type": "textfield", "key": "code", "label": "Code", "validate": { "pattern": "^[A-Z]{2}\\d+$" } },
            { "type": "textfield", "key": "mail", "label": "Mail", "validate": { "validationType": "email" } },
            { "type": "textfield", "key": "fax", "label": "Fax", "validate": { "validationType": "phone" } },
            { "type": "number", "key": "amount", "label": "Amount", "decimalDigits": 2, "validate": { "min": 1, "max": 100 } },
            { "type": "checkbox", "key": "agreed", "label": "Agreed", "validate": { "required": true } },
            { "type": "select", "key": "colour", "label": "Colour", "values": [ { "label": "Red", "value": "red" }, { "label": "Blue", "value": "blue" } ] },
            { "type": "checklist", "key": "days", "label": "Days", "values": [ { "label": "Mon", "value": "mon" }, { "label": "Tue", "value": "tue" } ] },
            { "type": "datetime", "key": "on", "label": "On", "subtype": "date" },
            { "type": "group", "components": [
              { "type": "textarea", "key": "why", "label": "Why", "validate": { "required": true }, "conditional": { "hide": "=colour = \"red\"" } } ] },
            { "type": "textfield", "key": "fixed", "label": "Fixed", "readonly": true, "validate": { "required": true } }
          ]
        }
        """;

    private static JsonObject Good() =>
        new()
        {
            ["name"] = "Amy",
            ["agreed"] = true,
            ["colour"] = "red",
        };

    private static FormCheck Check(JsonObject data, string language = "en") =>
        FormValidation.Check(FormReader.Read(Form).Value, data, language, "HK");

    [Fact]
    public void Good_data_passes_with_numbers_and_phone_numbers_made_regular()
    {
        var data = Good();
        data["fax"] = "2987-6544";
        data["amount"] = "12.50";
        data["days"] = new JsonArray("mon", "mon");

        var check = Check(data);

        Assert.Empty(check.Problems);
        Assert.Equal("+85229876544", check.Data["fax"]!.GetValue<string>());
        Assert.Equal(12.5m, check.Data["amount"]!.GetValue<decimal>());
        Assert.Single(check.Data["days"]!.AsArray());
    }

    [Theory]
    [InlineData("name", "\"  \"", "required")]
    [InlineData("name", "\"A\"", "minLength")]
    [InlineData("name", "\"Amy Chan\"", "maxLength")]
    [InlineData("name", "[\"Amy\"]", "text")]
    [InlineData("code", "\"ab1\"", "pattern")]
    [InlineData("mail", "\"amy@\"", "email")]
    [InlineData("fax", "\"123\"", "phone")]
    [InlineData("amount", "\"ten\"", "number")]
    [InlineData("amount", "0", "min")]
    [InlineData("amount", "101", "max")]
    [InlineData("amount", "1.234", "decimalDigits")]
    [InlineData("agreed", "false", "required")]
    [InlineData("agreed", "\"maybe\"", "checkbox")]
    [InlineData("colour", "\"green\"", "option")]
    [InlineData("days", "[\"sun\"]", "option")]
    [InlineData("days", "\"mon\"", "option")]
    [InlineData("on", "\"23/11/2026\"", "date")]
    public void A_wrong_value_is_named_with_its_fault(string field, string json, string code)
    {
        var data = Good();
        data["why"] = "because";
        data[field] = JsonNode.Parse(json);

        var problem = Assert.Single(Check(data).Problems);

        Assert.Equal((field, code), (problem.Field, problem.Code));
        Assert.DoesNotContain("{", problem.Message, StringComparison.Ordinal);
        Assert.NotEqual("form." + code, problem.Message);
    }

    [Fact]
    public void A_message_names_the_field_in_the_readers_language()
    {
        var data = Good();
        data["name"] = null;

        Assert.Equal("请填写“姓名”。", Assert.Single(Check(data, Languages.SimplifiedChinese).Problems).Message);
        Assert.Equal("請填寫「Name」。", Assert.Single(Check(data, Languages.TraditionalChinese).Problems).Message);
    }

    [Fact]
    public void A_field_is_required_only_while_it_is_shown()
    {
        var shown = Good();
        shown["colour"] = "blue";
        var hidden = Good();
        hidden["why"] = "sent all the same";

        Assert.Equal("why", Assert.Single(Check(shown).Problems).Field);
        Assert.Empty(Check(hidden).Problems);
        Assert.False(Check(hidden).Data.ContainsKey("why"));
    }

    [Fact]
    public void What_the_form_does_not_ask_for_is_dropped()
    {
        var data = Good();
        data["fixed"] = "changed";
        data["approved"] = true;

        var check = Check(data);

        Assert.False(check.Data.ContainsKey("fixed"));
        Assert.False(check.Data.ContainsKey("approved"));
    }

    [Theory]
    [InlineData("{", "json")]
    [InlineData("{}", "missing")]
    [InlineData("""{"components":[{"type":"hologram","key":"x"}]}""", "type")]
    [InlineData("""{"components":[{"type":"textfield"}]}""", "key")]
    [InlineData("""{"components":[{"type":"textfield","key":"a"},{"type":"number","key":"a"}]}""", "duplicate")]
    [InlineData("""{"components":[{"type":"textfield","key":"a","validate":{"pattern":"("}}]}""", "pattern")]
    public void A_form_that_cannot_be_used_says_where(string json, string code)
    {
        Assert.Equal(code, Assert.Single(FormReader.Read(json).Problem!.Fields).Code);
    }

    [Theory]
    [InlineData("date", "2026-01-01", "2026-12-31", "2025-12-31", "earliest")]
    [InlineData("date", "2026-01-01", "2026-12-31", "2027-01-01", "latest")]
    [InlineData("date", "2026-01-01", "2026-12-31", "2026-12-31", null)]
    [InlineData("time", "09:00", "18:00", "08:59", "earliest")]
    [InlineData("time", "09:00", "18:00", "18:00", null)]
    [InlineData("datetime", "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z", "2026-12-31T08:00:01+08:00", "latest")]
    public void A_date_or_time_lies_within_the_limits_of_its_field(
        string subtype,
        string earliest,
        string latest,
        string value,
        string? fault
    )
    {
        var form = FormReader.Read(
            $$"""
            {"components": [{"type": "datetime", "key": "on", "label": "On", "subtype": "{{subtype}}",
              "properties": {"earliest": "{{earliest}}", "latest": "{{latest}}" } } ] }
            """
        );

        var check = FormValidation.Check(form.Value, new() { ["on"] = value }, "en", "HK");

        Assert.Equal(fault, check.Problems.SingleOrDefault()?.Code);
    }

    [Fact]
    public void A_limit_that_is_no_date_and_a_source_that_nobody_knows_are_faults_of_the_form()
    {
        var read = FormReader.Read(
            """
            {"components": [
              {"type": "datetime", "key": "on", "subtype": "date", "properties": {"earliest": "soon"}},
              {"type": "select", "key": "who", "properties": {"source": "planets"}},
              {"type": "select", "key": "role", "properties": {"source": "roles"}}
            ]}
            """
        );

        Assert.Equal(["earliest", "source"], read.Problem!.Fields.Select(fault => fault.Code));
    }

    [Fact]
    public void A_condition_that_cannot_be_read_says_why()
    {
        Assert.Null(FormCondition.Fault("=colour = \"red\""));
        Assert.NotNull(FormCondition.Fault("=colour = ("));
    }
}

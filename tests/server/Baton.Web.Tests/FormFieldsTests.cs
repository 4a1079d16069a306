using System.Text.Json.Nodes;
using Baton.Desk;
using Baton.Desk.Forms;
using Baton.Runtime;
using Baton.Web.Forms;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>A form as its designer drew it becomes fields that people can use.</summary>
public sealed class FormFieldsTests : DeskContext
{
    private static readonly FormSchema Schema = FormReader
        .Read(
            """
            {"id": "f", "components": [
              {"type": "text", "text": "Check the data."},
              {"type": "select", "key": "service", "label": "Service", "validate": {"required": true},
               "values": [{"label": "Mobile", "value": "mobile"}, {"label": "Fixed line", "value": "fixed"}],
               "properties": {"label.zh-Hant": "服務", "option.mobile.zh-Hant": "流動電話"}},
              {"type": "textfield", "key": "number", "label": "Number", "description": "The line it is about."},
              {"type": "checklist", "key": "days", "label": "Days", "values": [{"label": "Mon", "value": "mon"}, {"label": "Tue", "value": "tue"}]},
              {"type": "datetime", "key": "failedAt", "label": "Failed", "subtype": "datetime", "readonly": true}
            ]}
            """
        )
        .Value;

    [Fact]
    public void Labels_and_choices_stand_in_the_readers_language()
    {
        Speak(Languages.TraditionalChinese);

        var form = Fields([]);

        Assert.StartsWith("服務", form.Find("label[for=field-service]").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("流動電話", form.Find("[data-testid=field-service]").InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_typed_lands_in_the_data()
    {
        var data = new JsonObject();
        var form = Fields(data);

        form.Find("[data-testid=field-number]").Change("9234 5678");
        form.Find("[data-testid=field-service]").Change("fixed");
        form.Find("[data-testid=field-days-tue]").Change(true);

        Assert.Equal("""{"number":"9234 5678","service":"fixed","days":["tue"]}""", data.ToJsonString());
    }

    [Fact]
    public void A_problem_stands_beside_its_field_and_is_tied_to_it()
    {
        var form = Fields([], [new FieldProblem("form.number", "required", "Please give the number.")]);

        var field = form.Find("[data-testid=field-number]");
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.Equal("Please give the number.", form.Find("#" + field.GetAttribute("aria-describedby")).TextContent.Trim());
        Assert.Null(form.Find("[data-testid=field-service]").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void Fields_that_only_inform_are_read_as_text_in_local_time()
    {
        var form = Fields(new JsonObject { ["failedAt"] = "2026-03-02T01:30:00Z" });

        Assert.Equal("2 Mar 2026 09:30", form.Find("output[data-testid=field-failedAt]").TextContent);
    }

    private IRenderedComponent<FormFields> Fields(JsonObject data, IReadOnlyList<FieldProblem>? problems = null) =>
        Render<FormFields>(parts =>
            parts.Add(form => form.Schema, Schema).Add(form => form.Data, data).Add(form => form.Problems, problems)
        );
}

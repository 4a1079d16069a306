using Baton.Desk.Cases.Portal;
using Baton.Desk.Forms;

namespace Baton.Desk.Tests.Forms;

/// <summary>Fields that are asked for only where a case comes in by some of the pages.</summary>
public sealed class FormEntryTests
{
    private const string Form = """
        {
          "id": "f", "type": "default",
          "components": [
            { "type": "textfield", "key": "name", "label": "Name", "validate": { "required": true }, "properties": { "portal": "true" } },
            { "type": "textfield", "key": "body", "label": "Body", "validate": { "required": true }, "properties": { "entry": "supervision" } },
            { "type": "textfield", "key": "inside", "label": "Inside", "properties": { "entry": "desk, branch" } }
          ]
        }
        """;

    private static string[] Keys(FormSchema form) => [.. form.Fields.Select(field => field.Key)];

    [Theory]
    [InlineData(null, "name,inside")]
    [InlineData("mail", "name,inside")]
    [InlineData("branch", "name,inside")]
    [InlineData("supervision", "name,body")]
    [InlineData("account-manager", "name")]
    public void A_field_is_asked_for_where_it_says_so(string? channel, string keys) =>
        Assert.Equal(keys.Split(','), Keys(FormReader.Read(Form).Value.At(channel)));

    [Fact]
    public void Later_all_fields_are_there_but_only_those_of_the_entry_are_required()
    {
        var form = FormReader.Read(Form).Value;

        Assert.Equal(["name", "body", "inside"], Keys(form.After("branch")));
        Assert.Equal(["name"], form.After("branch").Fields.Where(field => field.Rules.Required).Select(field => field.Key));
        Assert.Equal(["name", "body"], form.After("supervision").Fields.Where(field => field.Rules.Required).Select(field => field.Key));
    }

    [Fact]
    public void An_entry_that_does_not_exist_is_named_with_those_that_do()
    {
        var read = FormReader.Read(Form.Replace("desk, branch", "desk, brunch", StringComparison.Ordinal));

        var fault = Assert.Single(read.Problem!.Fields);
        Assert.Equal(("components[2]", "entry"), (fault.Field, fault.Code));
        Assert.Contains("'brunch'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("account-manager", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_supervision_requires_does_not_keep_a_form_from_customers() => Assert.Empty(PortalForm.Faults(Form));
}

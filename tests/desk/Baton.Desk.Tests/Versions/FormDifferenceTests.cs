using Baton.Desk.Versions.Differences;

namespace Baton.Desk.Tests.Versions;

public sealed class FormDifferenceTests
{
    private static string Form(string components) => $$"""{"id": "f", "type": "default", "components": [{{components}}]}""";

    private static IEnumerable<string> Say(string before, string after) =>
        FormDifference
            .Between(before, after)
            .Fields.Select(one =>
                $"{one.Change} {one.Type} {one.Key}"
                + string.Concat(one.Properties.Select(each => $" [{each.Property}: {each.Before} -> {each.After}]"))
            );

    [Fact]
    public void Fields_that_came_went_changed_and_moved_are_told()
    {
        var before = Form(
            """
            {"type": "textfield", "key": "name", "label": "Name"},
            {"type": "select", "key": "size", "label": "Size", "values": [{"label": "Small", "value": "s"}]},
            {"type": "number", "key": "age", "label": "Age"}
            """
        );
        var after = Form(
            """
            {"type": "textfield", "key": "name", "label": "Full name", "validate": {"required": true, "maxLength": 50}},
            {"type": "group", "id": "G", "label": "More", "components": [{"type": "checkbox", "key": "gift", "label": "Gift"}]},
            {"type": "select", "key": "size", "label": "Size", "values": [{"label": "Small", "value": "s"}, {"label": "Large", "value": "l"}]}
            """
        );

        Assert.Equal(
            [
                "Changed textfield name [label: Name -> Full name] [validate.required:  -> true] [validate.maxLength:  -> 50]",
                "Added group G [type:  -> group] [label:  -> More]",
                "Added checkbox gift [type:  -> checkbox] [key:  -> gift] [label:  -> Gift]",
                "Changed select size [options: Small (s) -> Small (s); Large (l)]",
                "Removed number age",
            ],
            Say(before, after)
        );
    }

    [Fact]
    public void Another_order_is_a_move_and_no_change()
    {
        const string A = """{"type": "textfield", "key": "a"}""";
        const string B = """{"type": "textfield", "key": "b"}""";

        Assert.Equal(["Moved textfield b", "Moved textfield a"], Say(Form($"{A},{B}"), Form($"{B},{A}")));
        Assert.Empty(Say(Form(A), Form(A)));
        Assert.Empty(Say("no json", "[]"));
    }
}

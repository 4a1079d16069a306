using Baton.Desk.Designs;
using Baton.Web.Designs;

namespace Baton.Web.Tests;

public sealed class ModelPartTests
{
    [Fact]
    public void Steps_with_names_are_the_parts_of_a_process()
    {
        const string Text = """
            <definitions id="d" name="D"><process id="p" name="P"><startEvent id="start" /><userTask id="look" name=" Look " /></process></definitions>
            """;

        Assert.Equal([new ModelPart("look", "Look")], ModelPart.Of(DesignKind.Process, Text));
    }

    [Fact]
    public void Fields_and_texts_are_the_parts_of_a_form_those_in_groups_too()
    {
        const string Text = """
            {"components":[{"id":"t","type":"text","text":"# Title"},{"id":"g","type":"group","components":[{"id":"a","label":"Amount"},{"id":"b"}]}]}
            """;

        Assert.Equal(["t", "a"], ModelPart.Of(DesignKind.Form, Text).Select(part => part.Id));
    }

    [Theory]
    [InlineData(DesignKind.Process, "<half")]
    [InlineData(DesignKind.Form, "{")]
    [InlineData(DesignKind.Form, "[]")]
    public void What_cannot_be_read_has_no_parts(DesignKind kind, string text) => Assert.Empty(ModelPart.Of(kind, text));
}

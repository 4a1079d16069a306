using Baton.Desk.Designs;
using Baton.Runtime.Deployments;
using static Baton.Desk.Tests.DeskHost;

namespace Baton.Desk.Tests.Designs;

public sealed class DesignCheckTests
{
    [Fact]
    public void A_sound_process_has_no_errors()
    {
        Assert.DoesNotContain(DesignChecks.Of(DesignKind.Process, Drawing.Approval(), "en"), one => one.IsError);
    }

    [Fact]
    public async Task Errors_are_those_of_a_deployment_with_element_and_place()
    {
        await using var desk = await Drawing.Start();
        var text = Drawing.Approval().Replace("candidateGroups=\"agent\"", "candidateGroups=\"= 1 +\"", StringComparison.Ordinal);

        var found = DesignChecks.Of(DesignKind.Process, text, "en").First(one => one.IsError);
        var refused = await desk.Runtime.Write<Deployment>(
            unit => unit.Engine.Deploy([new("a.bpmn", System.Text.Encoding.UTF8.GetBytes(text))]),
            Ct
        );

        Assert.Equal("look", found.ElementId);
        Assert.True(found.Line > 1);
        Assert.Contains(refused.Problem!.Fields, field => field.Message.Contains(found.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_that_is_no_XML_is_an_error_with_its_line()
    {
        var found = DesignChecks.Of(DesignKind.Process, "<a>\n<b>", "en");

        Assert.Contains(found, one => one is { IsError: true, Line: > 0 });
    }

    [Fact]
    public void A_form_is_read_as_the_desk_reads_it_and_the_component_is_named()
    {
        const string Form = """
            {"id":"f","components":[{"type":"textfield","id":"one","key":"a"},{"type":"group","id":"g","components":[{"type":"hologram","id":"two"}]}]}
            """;

        var found = Assert.Single(DesignChecks.Of(DesignKind.Form, Form, "en"));

        Assert.Equal((true, "two"), (found.IsError, found.ElementId));
    }

    [Theory]
    [InlineData("""{"id":"f","components":[],"components":[]}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void A_form_that_cannot_be_read_is_an_error(string text)
    {
        Assert.Contains(DesignChecks.Of(DesignKind.Form, text, "en"), one => one.IsError);
    }

    [Fact]
    public void A_key_that_is_there_twice_is_found_by_its_component()
    {
        const string Form = """
            {"id":"f","components":[{"type":"textfield","id":"one","key":"a"},{"type":"number","id":"two","key":"a"}]}
            """;

        Assert.Equal("one", Assert.Single(DesignChecks.Of(DesignKind.Form, Form, "en")).ElementId);
    }

    [Fact]
    public void A_decision_with_a_broken_expression_names_its_element()
    {
        var text = FirstModels
            .Of(DesignKind.Decision, "d", "D")
            .Replace("<text>input</text>", "<text>1 +</text>", StringComparison.Ordinal);

        var found = DesignChecks.Of(DesignKind.Decision, text, "en");

        Assert.Contains(found, one => one is { IsError: true, ElementId: not null });
    }

    [Theory]
    [InlineData("en", "executable")]
    [InlineData("zh-Hans", "可执行")]
    [InlineData("zh-Hant", "可執行")]
    public void A_process_that_nobody_can_start_is_told_in_the_readers_language(string language, string word)
    {
        var text = Drawing.Approval().Replace("isExecutable=\"true\"", "isExecutable=\"false\"", StringComparison.Ordinal);

        Assert.Contains(
            DesignChecks.Of(DesignKind.Process, text, language),
            one => one.IsError && one.Message.Contains(word, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_Chinese_reader_is_told_in_Chinese_what_the_engine_finds()
    {
        var text = Drawing
            .Approval()
            .Replace("<bpmn:startEvent id=\"start\"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>", "", StringComparison.Ordinal);

        var found = DesignChecks.Of(DesignKind.Process, text, Languages.TraditionalChinese);

        Assert.Contains(found, one => one.Message.Contains("連線沒有起點", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_desk_does_not_have_is_a_warning_at_the_element_with_a_remedy()
    {
        await using var desk = await Drawing.Start();
        var text = Drawing
            .Approval(group: "agent,wizards,department:front,department:moon")
            .Replace("<zeebe:userTask />", "<zeebe:userTask /><zeebe:formDefinition formId=\"no-form\" />", StringComparison.Ordinal);
        var design = await desk.Begin(text: text);

        var found = (await desk.Get<CheckDesign>().Handle(await desk.User("dora"), design.Key, Ct)).Value;

        Assert.All(found, one => Assert.False(one.IsError));
        Assert.Equal(
            ["wizards", "moon", "no-form"],
            new[] { "wizards", "moon", "no-form" }.Where(word =>
                found.Any(one => one.ElementId == "look" && one.Message.Contains($"“{word}”", StringComparison.Ordinal))
            )
        );
        Assert.DoesNotContain(
            found,
            one => one.Message.Contains("“agent”", StringComparison.Ordinal) || one.Message.Contains("“front”", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_design_with_the_id_of_something_deployed_is_warned_about()
    {
        await using var desk = await Drawing.Start();
        var design = await desk.Begin(text: Drawing.Approval("tos"));

        var found = (await desk.Get<CheckDesign>().Handle(await desk.User("dora"), design.Key, Ct)).Value;

        Assert.Contains(found, one => !one.IsError && one.Message.Contains("“tos”", StringComparison.Ordinal));
    }
}

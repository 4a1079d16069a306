using Baton.Desk;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Templates;
using Baton.Web.Notifications;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>The parts of the pages about messages.</summary>
public sealed class MessagePartsTests : DeskContext
{
    [Fact]
    public void A_template_comes_out_of_the_editor_as_it_went_in()
    {
        var content = new TemplateContent(
            new("名", "名稱", "Name"),
            new("题", "題", "Subject"),
            new("文", "內文", "Text"),
            Sms: new("短", "簡", "Short"),
            IsUrgent: true
        )
        {
            Values = ["amount", "until"],
        };

        var again = TemplateDraft.Of(content).Content();

        Assert.Equal(content with { Values = again.Values }, again);
        Assert.Equal(content.Values, again.Values);
    }

    [Fact]
    public void A_page_without_a_word_is_none_and_a_page_in_one_language_only_is_kept_for_the_check()
    {
        var draft = TemplateDraft.Of(null);
        draft.Of("html", Languages.English).Value = "  ";
        Assert.Null(draft.Content().Html);

        draft.Of("html", Languages.English).Value = "<p>Hi</p>";
        Assert.Equal(new LocalizedText("", "", "<p>Hi</p>"), draft.Content().Html);
    }

    [Fact]
    public void A_channel_says_that_it_is_not_set_up_and_what_waits_or_failed()
    {
        MessageChannelView[] channels =
        [
            new("mail", true, Now, 3, 2, 0, 1, "The gateway is busy."),
            new("sms", false, null, 0, 0, 4, 0, null),
        ];

        var list = Render<MessageChannelList>(parts => parts.Add(one => one.Channels, channels));

        var mail = list.Find("[data-channel=mail]").TextContent;
        Assert.Contains("2 tried in vain", mail, StringComparison.Ordinal);
        Assert.Contains("3 waiting", mail, StringComparison.Ordinal);
        Assert.Contains("1 failed in 7 days", mail, StringComparison.Ordinal);
        var sms = list.Find("[data-channel=sms]").TextContent;
        Assert.Contains("Not set up", sms, StringComparison.Ordinal);
        Assert.Contains("4 resting", sms, StringComparison.Ordinal);
        Assert.Contains("None out yet", sms, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MessageState.Delivered, "chip-good")]
    [InlineData(MessageState.TemplateError, "chip-bad")]
    [InlineData(MessageState.Held, "chip-warn")]
    public void A_state_is_told_by_word_shape_and_colour(MessageState state, string look)
    {
        var chip = Render<MessageStateChip>(parts => parts.Add(one => one.State, state)).Find("[data-testid=message-state]");

        Assert.Contains(look, chip.ClassList);
        Assert.NotEmpty(chip.TextContent.Trim());
        Assert.NotNull(chip.QuerySelector("svg"));
    }
}

using Baton.Web.Cases;

namespace Baton.Web.Tests;

/// <summary>When colleagues are offered while a note is typed.</summary>
public sealed class BegunMentionTests
{
    [Theory]
    [InlineData("@", 0, "")]
    [InlineData("Ask @um", 4, "um")]
    [InlineData("请@陈", 1, "陈")]
    [InlineData("one\n@two", 4, "two")]
    public void An_at_sign_begins_a_mention(string before, int from, string name) =>
        Assert.Equal(new BegunMention(from, name), BegunMention.In(before));

    [Theory]
    [InlineData("")]
    [InlineData("mail amy@uma")]
    [InlineData("@uma please")]
    [InlineData("@@")]
    public void An_address_and_a_finished_word_begin_none(string before) => Assert.Null(BegunMention.In(before));
}

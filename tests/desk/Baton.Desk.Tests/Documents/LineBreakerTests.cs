using Baton.Desk.Documents;

namespace Baton.Desk.Tests.Documents;

public sealed class LineBreakerTests
{
    [Fact]
    public void Chinese_breaks_between_any_two_characters()
    {
        Assert.Equal(["一二三四", "五六七八", "九十"], Break("一二三四五六七八九十", 4));
    }

    [Fact]
    public void Closing_punctuation_takes_the_character_before_it_along()
    {
        Assert.Equal(["一二三", "四。五六", "七"], Break("一二三四。五六七", 4));
        Assert.Equal(["一二", "三」。五", "六七"], Break("一二三」。五六七", 3.5f + 0.5f));
    }

    [Fact]
    public void An_opening_bracket_goes_to_the_next_line()
    {
        Assert.Equal(["一二三", "（四五）", "六"], Break("一二三（四五）六", 4));
    }

    [Fact]
    public void Latin_words_stay_whole_and_spaces_do_not_begin_a_line()
    {
        Assert.Equal(["the quick", "brown fox"], Break("the quick brown fox", 10));
        Assert.Equal(["寬頻 1000M", "服務"], Break("寬頻 1000M 服務", 9));
    }

    [Fact]
    public void A_word_longer_than_the_line_is_cut_between_characters()
    {
        Assert.Equal(["abcdef", "ghijkl", "mn"], Break("abcdefghijklmn", 6));
    }

    [Fact]
    public void Line_feeds_and_empty_lines_are_kept()
    {
        Assert.Equal(["a", "", "b"], Break("a\r\n\r\nb", 10));
    }

    [Fact]
    public void A_line_narrower_than_one_character_still_ends()
    {
        Assert.Equal(["一", "。", "二"], Break("一。二", 0.5f));
    }

    private static List<string> Break(string text, float width) => LineBreaker.Break(text, width, element => element.Length);
}

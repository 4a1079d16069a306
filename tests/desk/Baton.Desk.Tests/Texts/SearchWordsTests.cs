using Baton.Desk.Texts;

namespace Baton.Desk.Tests.Texts;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("宽带故障", "宽带 带故 故障 障")]
    [InlineData("line 12 down", "line 12 down")]
    [InlineData("tos-20261-0012", "tos 20261 0261 261 61 0012 012 12")]
    [InlineData("a1宽b", "a 1 宽 b")]
    [InlineData("𠀀𠀁x", "𠀀𠀁 𠀁 x")]
    [InlineData("crème brûlée!", "crème brûlée")]
    [InlineData("—…!?", "")]
    public void A_text_is_cut_into_the_words_by_which_it_is_found(string text, string words) =>
        Assert.Equal(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), SearchWords.Of(text));

    [Theory]
    [InlineData("宽", "宽*")]
    [InlineData("宽带", "宽带")]
    [InlineData("宽带故", "宽带 带故")]
    [InlineData("adsl", "adsl*")]
    [InlineData("tos-2026-12", "tos 2026 12*")]
    [InlineData("12-", "12")]
    [InlineData("a", "")]
    [InlineData("7", "")]
    [InlineData("%_'\"*", "")]
    public void What_is_looked_for_is_cut_in_the_same_way(string piece, string terms) =>
        Assert.Equal(
            terms.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            SearchWords.Terms(piece).Select(term => term.IsBeginning ? term.Text + "*" : term.Text)
        );

    [Theory]
    [InlineData("法连接")]
    [InlineData("互联网2")]
    [InlineData("互联网25")]
    [InlineData("98765432")]
    [InlineData("432")]
    [InlineData("91-987")]
    [InlineData("rout")]
    [InlineData("router-x")]
    [InlineData("x25")]
    public void Every_part_that_begins_a_word_has_all_its_terms_in_the_text(string part)
    {
        const string text = "宽带无法连接互联网25g router-x25 tel +85291-98765432";
        var words = SearchWords.Of(text);

        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.All(
            SearchWords.Terms(part),
            term =>
                Assert.Contains(words, word => term.IsBeginning ? word.StartsWith(term.Text, StringComparison.Ordinal) : word == term.Text)
        );
    }

    [Fact]
    public void A_long_word_is_known_by_its_beginning_and_never_cut_within_a_character()
    {
        var letters = new string('a', 63) + "𝒜𝒜";

        Assert.Equal([new string('a', 63)], SearchWords.Of(letters));
        Assert.Equal([new SearchTerm(new string('a', 63), true)], SearchWords.Terms(letters));
    }

    [Fact]
    public void A_text_without_end_has_a_bounded_number_of_words()
    {
        var random = new Random(1);
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(_ => (char)random.Next(0x4E00, 0x9FA5)));

        Assert.Equal(20_000, SearchWords.Of(text).Length);
    }
}

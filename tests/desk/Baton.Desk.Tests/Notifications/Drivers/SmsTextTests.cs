using Baton.Desk.Notifications.Drivers.Sms;

namespace Baton.Desk.Tests.Notifications.Drivers;

public sealed class SmsTextTests
{
    [Theory]
    [InlineData("Done.", false, 1)]
    [InlineData("Price: 5 €", false, 1)]
    [InlineData("您的案件已完成", true, 1)]
    [InlineData("Done 👍", true, 1)]
    public void Texts_outside_the_alphabet_of_phones_travel_as_Unicode(string text, bool isUnicode, int segments)
    {
        Assert.Equal(new SmsText(text, isUnicode, segments), SmsText.Of(text));
    }

    [Theory]
    [InlineData('a', 160, 1)]
    [InlineData('a', 161, 2)]
    [InlineData('a', 306, 2)]
    [InlineData('a', 307, 3)]
    [InlineData('€', 80, 1)]
    [InlineData('€', 81, 2)]
    // A letter of two places does not lie across two parts: 76 of them in 153 places, not 76.5.
    [InlineData('€', 152, 2)]
    [InlineData('€', 153, 3)]
    [InlineData('案', 70, 1)]
    [InlineData('案', 71, 2)]
    [InlineData('案', 134, 2)]
    [InlineData('案', 135, 3)]
    public void Parts_are_counted_as_networks_count_them(char letter, int length, int segments)
    {
        Assert.Equal(segments, SmsText.Of(new string(letter, length)).Segments);
    }

    [Theory]
    [InlineData('a', 1000, 2, 306)]
    [InlineData('案', 1000, 2, 134)]
    [InlineData('案', 134, 2, 134)]
    public void A_text_that_is_too_long_is_cut_to_the_parts_that_are_allowed(char letter, int length, int allowed, int left)
    {
        var cut = SmsText.Of(new string(letter, length), allowed);

        Assert.Equal((allowed, left), (cut.Segments, cut.Text.Length));
        Assert.Equal(length > left, cut.Text.EndsWith("...", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cut_leaves_no_half_of_a_letter()
    {
        var cut = SmsText.Of(string.Concat(Enumerable.Repeat("👍", 100)), 1);

        Assert.False(char.IsHighSurrogate(cut.Text[^4]));
        Assert.Equal(1, cut.Segments);
    }
}

using System.Text.Json;
using Baton.Desk.Channels.Sms;

namespace Baton.Desk.Tests.Channels;

/// <summary>What formatted short messages say, and what gateways send.</summary>
public sealed class SmsFitTests
{
    private static SmsPattern Pattern(bool isNamed, string separator = "#") =>
        new()
        {
            Code = "line",
            Name = LocalizedText.Same("Line"),
            Keyword = "TS",
            IsNamed = isNamed,
            Separator = separator,
            Fields = JsonSerializer.Serialize(
                new SmsField[] { new("number", "serviceNumber"), new("what", "description"), new("name", "customerName", false) }
            ),
            CaseType = "tos",
            Example = "TS#98765432#no signal",
            Accepted = LocalizedText.Same(""),
            Misfit = LocalizedText.Same(""),
        };

    [Theory]
    [InlineData("TS#98765432#no signal", false, "98765432", "no signal")]
    [InlineData("ts 98765432 # no signal ", false, "98765432", "no signal")]
    [InlineData("TS＃98765432＃没有信号", false, "98765432", "没有信号")]
    [InlineData("TS what=no signal#NUMBER=98765432", true, "98765432", "no signal")]
    [InlineData("TS number：98765432#what：no signal", true, "98765432", "no signal")]
    public void A_message_by_a_pattern_is_read(string text, bool isNamed, string number, string what)
    {
        var fit = SmsFit.Of(Pattern(isNamed), text);

        Assert.NotNull(fit);
        Assert.Empty(fit.Missing);
        Assert.Equal((number, what), (fit.Values["serviceNumber"], fit.Values["description"]));
    }

    [Fact]
    public void A_message_without_a_required_value_does_not_fit_and_one_with_another_word_is_none_of_the_pattern()
    {
        Assert.Equal(["what"], SmsFit.Of(Pattern(false), "TS#98765432")!.Missing);
        Assert.Equal(["number", "what"], SmsFit.Of(Pattern(true), "TS hello")!.Missing);
        Assert.Null(SmsFit.Of(Pattern(false), "TSUNAMI#1#2"));
        Assert.Null(SmsFit.Of(Pattern(false), "Hello TS#1#2"));
    }

    [Fact]
    public void Letters_come_out_of_bytes_as_the_gateway_codes_them()
    {
        Assert.Equal("没有", SmsReading.OfKannel(SmsReading.Values("from=1234567&text=%E6%B2%A1%E6%9C%89"))!.Text);
        Assert.Equal("您好", SmsReading.OfKannel(SmsReading.Values("?from=1234567&text=%60%A8Y%7D&coding=2&charset=UTF-16BE"))!.Text);
        Assert.Equal("Größe", SmsReading.OfKannel(SmsReading.Values("from=1234567&text=Gr%F6%DFe&charset=ISO-8859-1"))!.Text);
        Assert.Equal("a b", SmsReading.OfKannel(SmsReading.Values("from=%2B852&text=a+b"))!.Text);
        Assert.Null(SmsReading.OfKannel(SmsReading.Values("text=a")));
        Assert.Null(SmsReading.OfJson("no json"));
    }

    [Theory]
    [InlineData("%05%00%03%2A%02%01", "42", 2, 1)]
    [InlineData("%06%08%04%01%00%03%02", "256", 3, 2)]
    public void The_header_of_a_part_says_to_which_message_it_belongs(string header, string reference, int total, int part)
    {
        var sms = SmsReading.OfKannel(SmsReading.Values("from=1234567&text=a&udh=" + header))!;

        Assert.Equal((reference, total, part), (sms.Reference, sms.Total, sms.Part));
    }
}

using System.Buffers;
using Baton.Engine.Journal;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Tests.Journal;

/// <summary>Rows of numbers stay byte for byte what they always were.</summary>
public sealed class JournalNumberTests
{
    /// <summary>Where the value of the event begins: behind the format, the count, tag, version, three keys and a name of one letter.</summary>
    private const int ValueAt = 10;

    private const byte Integer = 3;
    private const byte Text = 4;

    [Theory]
    [InlineData("0", Integer)]
    [InlineData("-0", Integer)]
    [InlineData("1.0", Integer)]
    [InlineData("1E3", Integer)]
    [InlineData("-7", Integer)]
    [InlineData("999999999999999999", Integer)]
    [InlineData("1000000000000000000", Text)]
    [InlineData("-99999999999999999", Integer)]
    [InlineData("-100000000000000000", Text)]
    [InlineData("9223372036854775807", Text)]
    [InlineData("12345678901234567890123456789", Text)]
    [InlineData("0.125", Text)]
    public void Whole_numbers_of_at_most_eighteen_characters_are_written_as_integers_and_all_others_as_text(string json, byte tag)
    {
        var written = new VariableCreated(1, 2, 1, "n", FeelJson.Parse(json));
        var row = new ArrayBufferWriter<byte>();

        EventCodec.Write(row, [written]);

        Assert.Equal(tag, row.WrittenSpan[ValueAt]);
        Assert.Equal(written, Assert.Single(EventCodec.Read(row.WrittenSpan)));
    }
}

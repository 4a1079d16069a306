using System.Text;

namespace Baton.Bpmn.Tests.Reading;

/// <summary>What comes from outside never throws: each bad input is answered by one diagnostic with its place.</summary>
public sealed class HostileInputTests
{
    [Fact]
    public void Broken_XML_is_answered_with_its_line_and_column()
    {
        BpmnDiagnostic diagnostic = Refused("<definitions>\n  <process>\n</definitions>");
        Assert.Equal(DiagnosticCodes.NotWellFormed, diagnostic.Code);
        Assert.Equal((3, 3), (diagnostic.Line, diagnostic.Column));
        Assert.Equal("test.bpmn", diagnostic.ResourceName);
    }

    [Theory]
    [InlineData(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE definitions [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><definitions>&b;</definitions>"
    )]
    [InlineData("<!-- <a> --><!DOCTYPE definitions SYSTEM \"file:///etc/passwd\"><definitions/>")]
    public void A_DTD_is_refused_by_name(string xml) => Assert.Equal(DiagnosticCodes.DtdForbidden, Refused(xml).Code);

    [Fact]
    public void A_doctype_in_the_middle_is_only_broken_XML() =>
        Assert.Equal(DiagnosticCodes.NotWellFormed, Refused("<definitions><!DOCTYPE x></definitions>").Code);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("this is no XML")]
    [InlineData("{\"json\": true}")]
    [InlineData("<a><b></a></b>")]
    [InlineData("<a b=1/>")]
    [InlineData("<a>&unknown;</a>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"no-such-encoding\"?><a/>")]
    public void What_is_no_XML_is_refused(string text) => Assert.Equal(DiagnosticCodes.NotWellFormed, Refused(text).Code);

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] bytes = [0x3C, 0x61, 0x3E, 0xFF, 0xFE, 0xC3, 0x28, 0x3C, 0x2F, 0x61, 0x3E];
        BpmnReadResult result = BpmnReader.Read(new MemoryStream(bytes), "test.bpmn");
        Assert.Equal(DiagnosticCodes.NotWellFormed, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Another_XML_language_is_refused_by_its_root()
    {
        BpmnDiagnostic diagnostic = Refused("\n<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"d\"/>");
        Assert.Equal(DiagnosticCodes.NotBpmn, diagnostic.Code);
        Assert.Equal((2, "d"), (diagnostic.Line, diagnostic.ElementId));
        Assert.Contains("DMN", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sub_processes_nested_too_deep_are_refused()
    {
        string open = string.Concat(Enumerable.Range(0, 5000).Select(i => $"<subProcess id=\"s{i}\">"));
        string close = string.Concat(Enumerable.Repeat("</subProcess>", 5000));
        Assert.Equal(DiagnosticCodes.NestedTooDeep, Refused(Models.Process(open + close)).Code);
    }

    [Fact]
    public void Sub_processes_nested_as_deep_as_allowed_are_read_and_validated()
    {
        string open = string.Concat(Enumerable.Range(0, 150).Select(i => $"<subProcess id=\"s{i}\">"));
        string close = string.Concat(Enumerable.Repeat("</subProcess>", 150));
        IReadOnlyList<BpmnDiagnostic> found = Models.Validate(Models.Process(open + close));
        Assert.Equal(150, found.Count(diagnostic => diagnostic.Code == DiagnosticCodes.StartOfSubProcess));
    }

    [Fact]
    public void A_huge_attribute_is_refused()
    {
        string xml = Models.Around($"""<task id="x" name="{new string('a', 300_000)}"/>""");
        BpmnDiagnostic diagnostic = Refused(xml);
        Assert.Equal(DiagnosticCodes.AttributesTooLarge, diagnostic.Code);
        Assert.True(diagnostic.Message.Length < 500);
    }

    [Fact]
    public void Thousands_of_attributes_are_refused()
    {
        string attributes = string.Concat(Enumerable.Range(0, 2000).Select(i => $" a{i}=\"\""));
        Assert.Equal(DiagnosticCodes.AttributesTooLarge, Refused(Models.Around($"<task id=\"x\"{attributes}/>")).Code);
    }

    [Fact]
    public void A_resource_that_does_not_end_is_cut_off()
    {
        using var endless = new EndlessStream();
        BpmnReadResult result = BpmnReader.Read(endless, "test.bpmn");
        Assert.Equal(DiagnosticCodes.ResourceTooLarge, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Every_beginning_of_a_file_is_answered_without_an_exception()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Models.Beside(Models.Flow("f9", "x", "nowhere", "= a &gt; 1")));
        for (int length = 0; length < whole.Length; length++)
        {
            BpmnReadResult result = BpmnReader.Read(new MemoryStream(whole, 0, length), "test.bpmn");
            Assert.True(result.HasErrors);
        }
    }

    [Fact]
    public void The_stream_is_left_open()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Models.Beside("")));
        BpmnReader.Read(stream, "test.bpmn");
        Assert.True(stream.CanRead);
    }

    private static BpmnDiagnostic Refused(string xml)
    {
        BpmnReadResult result = Models.Read(xml);
        Assert.Null(result.Definitions);
        Assert.True(result.HasErrors);
        return Assert.Single(result.Diagnostics);
    }

    private sealed class EndlessStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            return count;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

using System.Text;
using System.Xml.Linq;

namespace Baton.Bpmn.Tests.Reading;

/// <summary>Nothing is lost between reading and writing, whatever tool wrote the file.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> ReferenceModels => [.. SharedData.Names("bpmn-miwg", "*.bpmn")];

    [Theory]
    [MemberData(nameof(ReferenceModels))]
    public void A_reference_model_is_read_written_and_read_again_without_loss(string name)
    {
        byte[] original = File.ReadAllBytes(SharedData.Files("bpmn-miwg", name)[0]);
        BpmnDefinitions first = Read(original, name);
        byte[] written = Write(first);
        BpmnDefinitions second = Read(written, name);

        Assert.Equal(Infoset.Of(new MemoryStream(original)), Infoset.Of(new MemoryStream(written)));
        Assert.Equal(ModelGraph.Of(first), ModelGraph.Of(second));
        Assert.Equal(written, Write(second));
        Assert.True(XNode.DeepEquals(XDocument.Load(new MemoryStream(original), LoadOptions.PreserveWhitespace), second.Source));
    }

    [Theory]
    [MemberData(nameof(ReferenceModels))]
    public void A_reference_model_is_accepted_or_refused_with_reasons_that_name_the_place(string name)
    {
        XDocument document = XDocument.Load(SharedData.Files("bpmn-miwg", name)[0]);
        List<XElement> processes = [.. document.Descendants().Where(element => element.Name.LocalName == "process")];
        processes.ForEach(process => process.SetAttributeValue("isExecutable", "true"));
        string text = document.ToString();
        BpmnDefinitions definitions = Read(Encoding.UTF8.GetBytes(text), name);
        string[] lines = text.Split('\n');

        foreach (BpmnDiagnostic diagnostic in BpmnValidation.Validate(definitions, ValidationOptions.Default))
        {
            Assert.Equal(name, diagnostic.ResourceName);
            Assert.EndsWith(".", diagnostic.Message, StringComparison.Ordinal);
            Assert.InRange(diagnostic.Line, 1, lines.Length);
            Assert.InRange(diagnostic.Column, 1, lines[diagnostic.Line - 1].Length);
            Assert.True(
                diagnostic.ElementId is null || text.Contains($"\"{diagnostic.ElementId}\"", StringComparison.Ordinal),
                diagnostic.ToString()
            );
        }
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("iso-8859-1", false)]
    [InlineData(null, false)]
    public void A_model_in_any_encoding_is_written_so_that_it_reads_the_same(string? encoding, bool mark)
    {
        string declaration = encoding is null ? "" : $"<?xml version=\"1.0\" encoding=\"{encoding}\" standalone=\"yes\"?>\n";
        string xml =
            declaration
            + "<?tool first?><!-- before -->\n"
            + """<d:definitions xmlns:d="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:unused="urn:unused" id="a" targetNamespace="urn:x"><?tool inside?>"""
            + """<d:process id="p"><d:task id="t" name="Grüße&#10;&#9;&quot;&lt;" /><d:scriptTask id="s"><d:script><![CDATA[a < b && c]]>tail &amp; more</d:script></d:scriptTask>"""
            + """<d:task xmlns:d="http://www.omg.org/spec/BPMN/20100524/MODEL" id="again"/><task xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="plain"/></d:process></d:definitions>"""
            + "<!-- after --><?tool last?>";
        Encoding used = Encoding.GetEncoding(encoding ?? "utf-8");
        byte[] original = [.. mark ? used.GetPreamble() : [], .. used.GetBytes(xml)];
        BpmnDefinitions first = Read(original, "test.bpmn");
        byte[] written = Write(first);

        Assert.Equal(Infoset.Of(new MemoryStream(original)), Infoset.Of(new MemoryStream(written)));
        Assert.Equal(ModelGraph.Of(first), ModelGraph.Of(Read(written, "test.bpmn")));
        Assert.Contains("Grüße", Encoding.UTF8.GetString(written), StringComparison.Ordinal);
    }

    [Fact]
    public void The_reference_models_have_their_elements_in_the_model()
    {
        foreach (string file in SharedData.Files("bpmn-miwg", "*.bpmn"))
        {
            using FileStream source = File.OpenRead(file);
            BpmnDefinitions definitions = BpmnReader.Read(source, Path.GetFileName(file)).Definitions!;
            XNamespace bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
            int flows = definitions.Source.Descendants(bpmn + "sequenceFlow").Count();
            Assert.Equal(flows, definitions.Processes.Sum(process => process.AllSequenceFlows().Count()));
            Assert.DoesNotContain(definitions.Processes.SelectMany(process => process.AllNodes()), node => node is UnknownFlowNode);
        }
    }

    [Fact]
    public void White_space_comments_and_foreign_content_survive()
    {
        string xml = Models.Process(
            """
            <!-- kept --><extensionElements><tool:note xmlns:tool="urn:tool" a="1">  two  <b/></tool:note></extensionElements>
              <startEvent id="s" xmlns:o="urn:other" o:color="red" name="first&#10;second"><documentation>Wörter, 文字 &amp; &lt;tags></documentation></startEvent>
            """
        );
        using var written = new MemoryStream();
        BpmnWriter.Write(Models.Definite(xml), written);
        Assert.True(
            XNode.DeepEquals(
                XDocument.Parse(xml, LoadOptions.PreserveWhitespace),
                XDocument.Load(new MemoryStream(written.ToArray()), LoadOptions.PreserveWhitespace)
            )
        );
    }

    private static BpmnDefinitions Read(byte[] bytes, string name)
    {
        BpmnReadResult result = BpmnReader.Read(new MemoryStream(bytes), name);
        Assert.True(result.Diagnostics.Count == 0, string.Join("; ", result.Diagnostics));
        return result.Definitions!;
    }

    private static byte[] Write(BpmnDefinitions definitions)
    {
        using var written = new MemoryStream();
        BpmnWriter.Write(definitions, written);
        return written.ToArray();
    }
}

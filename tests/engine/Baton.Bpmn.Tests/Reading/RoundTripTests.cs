using System.Xml.Linq;

namespace Baton.Bpmn.Tests.Reading;

/// <summary>Nothing is lost between reading and writing, whatever tool wrote the file.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void The_reference_models_are_read_and_written_without_loss()
    {
        IReadOnlyList<string> files = SharedData.Files("bpmn-miwg", "*.bpmn");
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            using FileStream source = File.OpenRead(file);
            BpmnReadResult first = BpmnReader.Read(source, Path.GetFileName(file));
            Assert.True(first.Diagnostics.Count == 0, $"{file}: {string.Join("; ", first.Diagnostics)}");
            using var written = new MemoryStream();
            BpmnWriter.Write(first.Definitions!, written);
            written.Position = 0;
            BpmnReadResult second = BpmnReader.Read(written, Path.GetFileName(file));
            Assert.Empty(second.Diagnostics);
            XDocument original = XDocument.Load(file, LoadOptions.PreserveWhitespace);
            Assert.True(XNode.DeepEquals(original, second.Definitions!.Source), $"{file} changed on its way");
        }
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
}

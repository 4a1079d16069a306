using System.Text;
using System.Xml.Linq;

namespace Baton.Bpmn.Tests.Validation;

/// <summary>Reading, validating and listing expressions never throw, whatever is missing from a well-formed model.</summary>
public sealed class RobustnessTests
{
    [Fact]
    public void The_reference_models_of_all_tools_are_validated_without_an_exception()
    {
        foreach (string file in SharedData.Files("bpmn-miwg", "*.bpmn"))
        {
            XDocument document = XDocument.Load(file);
            foreach (XElement process in document.Descendants().Where(element => element.Name.LocalName == "process"))
            {
                process.SetAttributeValue("isExecutable", "true");
            }
            CheckAll(document);
        }
    }

    [Fact]
    public void A_pack_model_with_parts_torn_out_is_validated_without_an_exception()
    {
        foreach (
            string file in Directory.EnumerateFiles(Path.Combine(SharedData.Repository(), "packs"), "*.bpmn", SearchOption.AllDirectories)
        )
        {
            string whole = File.ReadAllText(file);
            for (int seed = 0; seed < 200; seed++)
            {
                XDocument document = XDocument.Parse(whole);
                Tear(document, new Random(seed));
                CheckAll(document);
            }
        }
    }

    private static void Tear(XDocument document, Random random)
    {
        for (int wound = 0; wound < 8; wound++)
        {
            List<XElement> elements = [.. document.Root!.Descendants()];
            if (elements.Count == 0)
            {
                return;
            }
            XElement chosen = elements[random.Next(elements.Count)];
            List<XAttribute> attributes = [.. chosen.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration)];
            switch (random.Next(4))
            {
                case 0:
                    chosen.Remove();
                    break;
                case 1 when attributes.Count > 0:
                    attributes[random.Next(attributes.Count)].Remove();
                    break;
                case 2 when attributes.Count > 0:
                    attributes[random.Next(attributes.Count)].Value = "= (";
                    break;
                default:
                    elements[random.Next(elements.Count)].AddAfterSelf(new XElement(chosen));
                    break;
            }
        }
    }

    private static void CheckAll(XDocument document)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(document.ToString()));
        BpmnDefinitions definitions = BpmnReader.Read(stream, "torn.bpmn").Definitions!;
        IReadOnlyList<BpmnDiagnostic> found = BpmnValidation.Validate(definitions, ValidationOptions.Default);
        Assert.All(found, diagnostic => Assert.EndsWith(".", diagnostic.Message, StringComparison.Ordinal));
        Assert.All(definitions.Processes.SelectMany(BpmnExpressions.Of), expression => Assert.False(expression.Text.StartsWith('=')));
    }
}

using System.Xml;
using System.Xml.Linq;
using Baton.Bpmn.Reading;

namespace Baton.Bpmn;

/// <summary>Reads BPMN 2.0 XML in Camunda 8's dialect into the model, keeping everything it does not understand in the source.</summary>
public static class BpmnReader
{
    /// <summary>
    /// Reads the stream to its end and leaves it open. Never throws for what the stream contains: bytes that are no
    /// BPMN give a result without definitions and one diagnostic. References that lead nowhere are left null;
    /// <see cref="BpmnValidation"/> reports them.
    /// </summary>
    public static BpmnReadResult Read(Stream xml, string resourceName)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentNullException.ThrowIfNull(resourceName);
        (XDocument? document, BpmnDiagnostic? problem) = DocumentLoader.Load(xml, resourceName);
        if (document is null)
        {
            return new BpmnReadResult(null, [problem!]);
        }
        XElement root = document.Root!;
        if (root.Name != Names.Bpmn + "definitions")
        {
            IXmlLineInfo place = root;
            string message =
                $"The root element is <{root.Name.LocalName}> in namespace '{root.Name.NamespaceName}', but a BPMN 2.0 file begins with <definitions> in '{Names.Bpmn}'. Export the model as BPMN 2.0.";
            var diagnostic = new BpmnDiagnostic(
                DiagnosticSeverity.Error,
                DiagnosticCodes.NotBpmn,
                resourceName,
                (string?)root.Attribute("id"),
                place.LineNumber,
                place.LinePosition,
                message
            );
            return new BpmnReadResult(null, [diagnostic]);
        }
        return new BpmnReadResult(DefinitionsReader.Read(document, resourceName), []);
    }
}

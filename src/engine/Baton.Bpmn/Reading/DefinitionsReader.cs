using System.Xml.Linq;

namespace Baton.Bpmn.Reading;

/// <summary>Reads the definitions and their processes from a document whose root was checked.</summary>
internal static class DefinitionsReader
{
    public static BpmnDefinitions Read(XDocument document, string resourceName)
    {
        XElement root = document.Root!;
        var roots = new RootElements(root);
        return new BpmnDefinitions
        {
            ResourceName = resourceName,
            Id = root.Text("id") ?? "",
            Name = root.NonBlank("name"),
            TargetNamespace = root.NonBlank("targetNamespace"),
            Exporter = root.NonBlank("exporter"),
            ExporterVersion = root.NonBlank("exporterVersion"),
            ExecutionPlatform = (string?)root.Attribute(Names.Modeler + "executionPlatform"),
            ExecutionPlatformVersion = (string?)root.Attribute(Names.Modeler + "executionPlatformVersion"),
            Processes = [.. root.Elements(Names.Bpmn + "process").Select(process => ReadProcess(process, roots))],
            Messages = roots.Messages,
            Signals = roots.Signals,
            Errors = roots.Errors,
            Escalations = roots.Escalations,
            Source = document,
        };
    }

    private static BpmnProcess ReadProcess(XElement element, RootElements roots)
    {
        ScopeContent content = ScopeReader.Read(element, roots);
        return new BpmnProcess
        {
            Id = element.Text("id") ?? "",
            Name = element.NonBlank("name"),
            IsExecutable = element.Flag("isExecutable", whenAbsent: false),
            VersionTag = element.Extension(Names.Zeebe + "versionTag")?.NonBlank("value"),
            Nodes = content.Nodes,
            SequenceFlows = content.SequenceFlows,
            Associations = content.Associations,
            DataObjects = content.DataObjects,
            Extensions = ExtensionsReader.Read(element),
            EmbeddedForms = EmbeddedForms(element),
            Line = element.LineOf(),
            Column = element.ColumnOf(),
        };
    }

    private static Dictionary<string, string> EmbeddedForms(XElement process)
    {
        var forms = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (XElement form in process.ExtensionsNamed(Names.Zeebe + "userTaskForm"))
        {
            if (form.NonBlank("id") is { } id)
            {
                forms.TryAdd(id, form.Value);
            }
        }
        return forms;
    }
}

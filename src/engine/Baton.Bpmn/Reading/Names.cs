using System.Xml.Linq;

namespace Baton.Bpmn.Reading;

/// <summary>The XML namespaces of a model.</summary>
internal static class Names
{
    public static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";
    public static readonly XNamespace Modeler = "http://camunda.org/schema/modeler/1.0";
    public static readonly XNamespace Baton = "https://baton.dev/schema/1.0";
}

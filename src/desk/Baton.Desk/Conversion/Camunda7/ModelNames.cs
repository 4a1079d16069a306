using System.Xml.Linq;

namespace Baton.Desk.Conversion.Camunda7;

/// <summary>The XML namespaces of models.</summary>
internal static class ModelNames
{
    public static readonly XNamespace BpmnXml = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";
    public static readonly XNamespace Modeler = "http://camunda.org/schema/modeler/1.0";
    public static readonly XNamespace Camunda = "http://camunda.org/schema/1.0/bpmn";
    public static readonly XNamespace CamundaDmn = "http://camunda.org/schema/1.0/dmn";
    public static readonly XNamespace DmnXml = "https://www.omg.org/spec/DMN/20191111/MODEL/";
    public static readonly XNamespace OldDmn = "http://www.omg.org/spec/DMN/20151101/dmn.xsd";
}

namespace System.Web.Services;

/// <summary>Names the binding that a generated client was made from.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WebServiceBindingAttribute : Attribute
{
    public string Name { get; set; } = "";
    public string Namespace { get; set; } = "";
}

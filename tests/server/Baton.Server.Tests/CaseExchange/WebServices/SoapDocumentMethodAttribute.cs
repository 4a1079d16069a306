using System.Web.Services.Description;

namespace System.Web.Services.Protocols;

public enum SoapParameterStyle
{
    Default,
    Bare,
    Wrapped,
}

public enum SoapProtocolVersion
{
    Default,
    Soap11,
    Soap12,
}

/// <summary>What a generated client knows of an operation.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SoapDocumentMethodAttribute(string action) : Attribute
{
    public string Action => action;
    public SoapBindingUse Use { get; set; }
    public SoapParameterStyle ParameterStyle { get; set; }
}

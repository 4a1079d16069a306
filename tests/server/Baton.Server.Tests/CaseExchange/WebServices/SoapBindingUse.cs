namespace System.Web.Services.Description;

public enum SoapBindingUse
{
    Default,
    Encoded,
    Literal,
}

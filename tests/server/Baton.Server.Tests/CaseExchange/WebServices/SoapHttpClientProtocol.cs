using System.Net;
using System.Reflection;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Text;
using System.Xml;
using System.Xml.Serialization;

namespace System.Web.Services.Protocols;

/// <summary>
/// What generated clients stand on. The generator writes for System.Web.Services, which this platform does not have; this carries their calls by the SOAP
/// client that it has (System.ServiceModel). Literal and bare, with one element in the body.
/// </summary>
public abstract class SoapHttpClientProtocol
{
    private const int MaxBytes = 32 * 1024 * 1024;

    public string Url { get; set; } = "";
    public SoapProtocolVersion SoapVersion { get; set; } = SoapProtocolVersion.Soap11;
    public NetworkCredential? Credentials { get; set; }

    /// <exception cref="FaultException">The service answers with a fault.</exception>
    protected object[] Invoke(string methodName, object[] parameters)
    {
        MethodInfo method = GetType().GetMethod(methodName)!;
        var operation = method.GetCustomAttribute<SoapDocumentMethodAttribute>()!;
        Assert.Equal(SoapParameterStyle.Bare, operation.ParameterStyle);
        ParameterInfo parameter = Assert.Single(method.GetParameters());
        using ChannelFactory<IRequestChannel> factory = Factory();
        IRequestChannel channel = factory.CreateChannel();
        using var sent = Message.CreateMessage(
            factory.Endpoint.Binding.MessageVersion,
            operation.Action,
            new Body(Serializer(parameter.ParameterType, parameter), parameters[0])
        );
        using Message reply = channel.Request(sent);
        if (reply.IsFault)
        {
            throw FaultException.CreateFault(MessageFault.CreateFault(reply, MaxBytes));
        }
        return [Serializer(method.ReturnType, method.ReturnParameter).Deserialize(reply.GetReaderAtBodyContents())!];
    }

    protected void InvokeAsync(string methodName, object[] parameters, SendOrPostCallback callback, object? userState) =>
        throw new NotSupportedException("Call the operation itself.");

    protected void CancelAsync(object userState) => throw new NotSupportedException("Call the operation itself.");

    private ChannelFactory<IRequestChannel> Factory()
    {
        EnvelopeVersion envelope = SoapVersion == SoapProtocolVersion.Soap12 ? EnvelopeVersion.Soap12 : EnvelopeVersion.Soap11;
        var binding = new CustomBinding(
            new TextMessageEncodingBindingElement(MessageVersion.CreateVersion(envelope, AddressingVersion.None), Encoding.UTF8),
            new HttpTransportBindingElement { AuthenticationScheme = AuthenticationSchemes.Basic, MaxReceivedMessageSize = MaxBytes }
        );
        var factory = new ChannelFactory<IRequestChannel>(binding, new EndpointAddress(Url));
        factory.Credentials.UserName.UserName = Credentials!.UserName;
        factory.Credentials.UserName.Password = Credentials.Password;
        return factory;
    }

    private static XmlSerializer Serializer(Type type, ParameterInfo named)
    {
        var element = named.GetCustomAttribute<XmlElementAttribute>()!;
        return new(type, new XmlRootAttribute(element.ElementName) { Namespace = element.Namespace });
    }

    private sealed class Body(XmlSerializer serializer, object value) : BodyWriter(isBuffered: true)
    {
        protected override void OnWriteBodyContents(XmlDictionaryWriter writer) => serializer.Serialize(writer, value);
    }
}

using System.Xml.Linq;

namespace Baton.Desk.Channels.Soap;

/// <summary>Whose fault it is, or which rule of SOAP was broken.</summary>
internal enum SoapFaultKind
{
    Sender,
    Receiver,
    MustUnderstand,
    VersionMismatch,
}

/// <summary>Why a call has no answer.</summary>
/// <param name="Kind">Whose fault it is.</param>
/// <param name="Reason">In the language of the user.</param>
/// <param name="Problem">The problem as the published schema has it, for the detail; null for none.</param>
internal sealed record SoapFault(SoapFaultKind Kind, string Reason, XElement? Problem)
{
    /// <summary>The headers that are not understood here.</summary>
    public IReadOnlyList<XName> NotUnderstood { get; init; } = [];
}

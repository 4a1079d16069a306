using Baton.Desk.Channels.Xml;

namespace Baton.Desk.Channels.Soap;

/// <summary>An operation of the service, around a message of the published schema.</summary>
/// <param name="Name">As a client calls it.</param>
/// <param name="Message">The element that is sent.</param>
/// <param name="Answer">The element that is answered.</param>
internal sealed record CaseOperation(string Name, string Message, string Answer)
{
    public static IReadOnlyList<CaseOperation> All { get; } =
    [
        new("OpenCase", CaseExchange.OpenMessage, "caseOpened"),
        new("FindCases", CaseExchange.FindMessage, "cases"),
        new("GiveFeedback", CaseExchange.FeedbackMessage, "feedbackTaken"),
    ];

    /// <summary>What SOAPAction says for it, or the parameter <c>action</c> of the content type.</summary>
    public string Action => $"{ExchangeSchema.Namespace}:{Name}";
}

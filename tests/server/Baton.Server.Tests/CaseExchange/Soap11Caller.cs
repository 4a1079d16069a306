using System.Net;
using Baton.Server.Tests.CaseExchange.Generated.Soap11;

namespace Baton.Server.Tests.CaseExchange;

/// <summary>The client that was generated for SOAP 1.1.</summary>
internal sealed class Soap11Caller(string url, NetworkCredential credentials) : ICaseCaller
{
    private readonly BatonCases _cases = new() { Url = url, Credentials = credentials };

    public string Open(Opening opening) =>
        _cases
            .OpenCase(
                new()
                {
                    messageId = opening.MessageId,
                    type = "wo-fault",
                    subject = "No dial tone",
                    channel = Channel.web,
                    channelSpecified = true,
                    Item = new NewCustomer { name = "Chan Tai Man", phone = ["98765432"] },
                    field =
                    [
                        new() { name = "serviceNumber", Value = "98765432" },
                        new() { name = "faultKind", Value = opening.Kind },
                        new() { name = "faultPlace", Value = "1 Harbour Road" },
                    ],
                    file = opening.File is null
                        ? null
                        :
                        [
                            new()
                            {
                                name = "line.txt",
                                contentType = "text/plain",
                                Value = opening.File,
                            },
                        ],
                }
            )
            .number;

    public IReadOnlyList<string> Find(string reference) =>
        [
            .. (_cases.FindCases(new() { ItemElementName = ItemChoiceType.reference, Item = reference }).@case ?? []).Select(one =>
                one.number
            ),
        ];

    public string GiveFeedback(string messageId, string number, int rating, string subject) =>
        _cases
            .GiveFeedback(
                new()
                {
                    messageId = messageId,
                    number = number,
                    rating = rating,
                    ratingSpecified = true,
                    subject = subject,
                }
            )
            .number;
}

using Baton.Desk.Customers;
using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>The customer from whom a contact is; null for nobody who is known.</summary>
public sealed record SetIncomingCustomerRequest(long? CustomerKey);

/// <summary>Says from which customer a contact of the inbox is.</summary>
public sealed class SetIncomingCustomer(InboxCommand inbox)
{
    public Task<Outcome<ContactDecided>> Handle(DeskUser user, long key, SetIncomingCustomerRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return inbox.Run(
            user,
            key,
            async step =>
            {
                if (request.CustomerKey is { } customer && await LogContact.Unfit(step.Db, user, customer, step.Ct) is { } unfit)
                    return Problems.Invalid(user.Language, unfit);
                step.Row.CustomerKey = request.CustomerKey is { } given ? (await CustomerRows.Find(step.Db, given, step.Ct))?.Key : null;
                if (step.Row.Reason == InboxReasons.SeveralCustomers)
                    step.Row.Reason = null;
                return null;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        InboxCommand.Describe(
            routes.MapPost(
                "/inbox/{key:long}/customer",
                async (long key, SetIncomingCustomerRequest request, DeskUser user, SetIncomingCustomer handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, request, ct))
            ),
            "SetContactCustomer",
            "Say from which customer a contact of the inbox is"
        );
}

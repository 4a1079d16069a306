using System.Globalization;
using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Customers.Privacy;

/// <summary>A file with all that is kept of a customer, ready to be written.</summary>
/// <param name="FileName">A name to save it under.</param>
/// <param name="Write">Writes it to its end; once.</param>
public sealed record CustomerFile(string FileName, Func<Stream, CancellationToken, Task> Write);

/// <summary>
/// Hands out all that the desk keeps of a customer who asks for it, as one JSON file: also cases that the user who does it may not read otherwise, as
/// the customer may. The security log knows that it was done.
/// </summary>
public sealed class DiscloseCustomer(BatonRuntime runtime, DeskReader reader, PackTexts packTexts)
{
    public async Task<Outcome<CustomerFile>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        if (!user.May(Permissions.ProtectCustomers))
            return Problems.Forbidden(user.Language);
        var words = await packTexts.Words(ct);
        return await runtime.Write<CustomerFile>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var customer = await CustomerRows.Find(db, key, ct);
                if (customer is null)
                    return Problems.NotFound("customer", user.Language);
                db.SecurityEvents.Add(
                    UserRules.Event(unit, SecurityEventKinds.CustomerDisclosed, user.UserName, null, $"customer {customer.Number}")
                );
                await db.SaveChangesAsync(ct);
                var disclosure = new CustomerDisclosure(reader, user, words, unit.Now);
                return new CustomerFile(
                    string.Create(CultureInfo.InvariantCulture, $"customer-{customer.Key}-{unit.Now:yyyy-MM-dd}.json"),
                    (to, cancellation) => disclosure.Write(customer.Key, to, cancellation)
                );
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/customers/{key:long}/data",
                async (long key, DeskUser user, DiscloseCustomer handler, HttpContext context, CancellationToken ct) =>
                {
                    var outcome = await handler.Handle(user, key, ct);
                    if (outcome.Problem is { } problem)
                        return Answer.Problem(problem);
                    context.Response.Headers.CacheControl = "private, no-store";
                    return TypedResults.Stream(
                        to => outcome.Value.Write(to, context.RequestAborted),
                        "application/json",
                        outcome.Value.FileName
                    );
                }
            )
            .RequirePermission(Permissions.ProtectCustomers)
            .Describe("DiscloseCustomer", "All that is kept of a customer, as one JSON file", StatusCodes.Status404NotFound)
            .Produces<Stream>(StatusCodes.Status200OK, "application/json");
}

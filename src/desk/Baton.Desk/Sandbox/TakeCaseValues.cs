using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Customers;
using Baton.Desk.Designs;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Sandbox;

/// <summary>
/// Gives the values with which the process of a real case would begin, to those who may read the case and without the fields that they may not read.
/// </summary>
public sealed class TakeCaseValues(DeskReader reader)
{
    public Task<Outcome<JsonObject>> Handle(DeskUser user, string? number, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        return CaseToTryWith.Find(reader, user, number, Values, ct);

        async Task<JsonObject> Values(DeskDb db, Case row, Func<JsonObject, JsonObject> narrow)
        {
            var fax = row.CustomerKey is { } key
                ? await db
                    .CustomerPhones.Where(phone => phone.CustomerKey == key && phone.Kind == CustomerPhone.Fax)
                    .OrderBy(phone => phone.SortOrder)
                    .Select(phone => phone.Number)
                    .FirstOrDefaultAsync(ct)
                : null;
            return CaseVariables.Of(row, narrow(JsonNode.Parse(row.FormData)!.AsObject()), fax);
        }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/designs/play/case-values",
                async (string? number, DeskUser user, TakeCaseValues handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, number, ct))
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe("TakeCaseValues", "The values of a case to try a draft with", StatusCodes.Status404NotFound)
            .Produces<JsonObject>();
}

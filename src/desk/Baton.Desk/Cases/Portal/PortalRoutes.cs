using Baton.Desk.Cases.Portal.Entry;
using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Cases.Portal;

/// <summary>What the routes of the customers' page have in common: anybody may call them, though not too often.</summary>
internal static class PortalRoutes
{
    public static int[] Refusals =>
        [
            StatusCodes.Status400BadRequest,
            StatusCodes.Status404NotFound,
            StatusCodes.Status409Conflict,
            StatusCodes.Status429TooManyRequests,
        ];

    /// <summary>Lets everybody in, whoever is signed in at the desk; what he may see says the ticket that he sends along.</summary>
    public static RouteHandlerBuilder ForCustomers(this RouteHandlerBuilder route) =>
        route
            .AllowAnonymous()
            .AddEndpointFilter(
                (call, next) =>
                {
                    var limits = call.HttpContext.RequestServices.GetRequiredService<PortalLimits>();
                    return limits.Request(PortalCaller.Of(call.HttpContext)) is { } tooMany
                        ? ValueTask.FromResult<object?>(Answer.Problem(tooMany))
                        : next(call);
                }
            );

    /// <summary>Answers with the value and with the next ticket in the header of its name.</summary>
    public static IResult WithNextTicket<T>(Outcome<T> outcome, HttpContext context, Func<Outcome<T>, IResult> answer)
    {
        var tickets = context.RequestServices.GetRequiredService<PortalTickets>();
        if (outcome.Succeeded && tickets.Renew(PortalTickets.Sent(context)) is { } next)
            context.Response.Headers[PortalTickets.Header] = next.Ticket;
        return answer(outcome);
    }
}

/// <summary>What the customers' page writes on the time line.</summary>
public static class PortalCodes
{
    public const string Registered = "registered-by-customer";
    public const string Wrote = "customer-wrote";
    public const string Rated = "rated-by-customer";
    public const string CodeGiven = "portal-code-given";
}

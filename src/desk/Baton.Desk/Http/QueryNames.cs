using Microsoft.AspNetCore.Builder;

namespace Baton.Desk.Http;

/// <summary>What a route reads of the address by itself, beside its parameters.</summary>
/// <param name="Names">Null where it takes whatever comes.</param>
internal sealed record QueryNames(IReadOnlyList<string>? Names);

/// <summary>Says it of routes.</summary>
internal static class QueryNamesExtensions
{
    public static RouteHandlerBuilder TakesQuery(this RouteHandlerBuilder route, params string[] names) =>
        route.WithMetadata(new QueryNames(names));

    public static RouteHandlerBuilder TakesAnyQuery(this RouteHandlerBuilder route) => route.WithMetadata(new QueryNames(Names: null));
}

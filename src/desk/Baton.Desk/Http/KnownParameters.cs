using System.Collections.Frozen;
using System.Text.Json;
using Baton.Desk.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Http;

/// <summary>
/// Refuses calls of the desk's routes that name a parameter in the address that the route does not have: a filter that is misspelt would otherwise
/// answer with everything. Routes for everybody are left out: gateways add to addresses what they like.
/// </summary>
public static class KnownParameters
{
    private const string Prefix = "/api";

    /// <summary>To be added where it is already known who calls, and which route answers.</summary>
    public static void UseKnownParameters(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var routes = new Lazy<FrozenDictionary<string, FrozenSet<string>>>(() =>
            Read(app.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>())
        );
        app.Use(
            (context, next) =>
                context.Request.Query.Count > 0 && Unknown(context, routes) is { } problem ? problem.ExecuteAsync(context) : next(context)
        );
    }

    private static FrozenDictionary<string, FrozenSet<string>> Read(IApiDescriptionGroupCollectionProvider provider) =>
        provider
            .ApiDescriptionGroups.Items.SelectMany(group => group.Items)
            .Select(item => (Name: Name(item.ActionDescriptor.EndpointMetadata), Item: item))
            .Where(one => one.Name is not null)
            .ToLookup(
                one => one.Name!,
                one =>
                    one.Item.ParameterDescriptions.Where(each => each.Source == BindingSource.Query)
                        .Select(each => JsonNamingPolicy.CamelCase.ConvertName(each.Name)),
                StringComparer.Ordinal
            )
            .ToFrozenDictionary(
                route => route.Key,
                route => route.SelectMany(names => names).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
                StringComparer.Ordinal
            );

    private static IResult? Unknown(HttpContext context, Lazy<FrozenDictionary<string, FrozenSet<string>>> routes)
    {
        if (
            !context.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal)
            || context.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || Name(endpoint.Metadata) is not { } name
            || !routes.Value.TryGetValue(name, out var known)
        )
        {
            return null;
        }
        var own = endpoint.Metadata.GetMetadata<QueryNames>();
        if (own is { Names: null })
            return null;
        var unknown = context
            .Request.Query.Keys.Where(key => !known.Contains(key) && own?.Names?.Contains(key, StringComparer.OrdinalIgnoreCase) != true)
            .ToList();
        if (unknown.Count == 0)
            return null;
        var language = DeskUser.From(context.User)?.Language ?? Languages.Default;
        var all = Punctuation.List(language, known.Concat(own?.Names ?? []).Order(StringComparer.Ordinal));
        return Answer.Problem(
            Problems.Invalid(
                language,
                unknown.ConvertAll(key =>
                    all.Length == 0
                        ? Problems.Field(key, "unknown", "parameter.none", language, ("name", key))
                        : Problems.Field(key, "unknown", "parameter.unknown", language, ("name", key), ("known", all))
                )
            )
        );
    }

    private static string? Name(IEnumerable<object> metadata) => metadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName;
}

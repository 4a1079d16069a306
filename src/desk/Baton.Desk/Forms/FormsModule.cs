using Baton.Desk.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Forms;

/// <summary>The forms of case types and steps.</summary>
public static class FormsModule
{
    public static IServiceCollection AddForms(this IServiceCollection services) =>
        services.AddSingleton<FormCatalog>().AddSingleton<FormChoices>();

    public static void MapForms(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/forms/{id}",
                async Task<IResult> (string id, DeskUser user, FormCatalog forms, CancellationToken ct) =>
                    await forms.Latest(id, ct) is { } form
                        ? TypedResults.Ok(form)
                        : Answer.Problem(Problems.NotFound("form", user.Language))
            )
            .RequireSignIn()
            .Describe("GetForm", "The newest version of a form", StatusCodes.Status404NotFound)
            .Produces<FormSchema>();
}

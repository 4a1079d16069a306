using Baton.Desk.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Organisation.Import;

/// <summary>The routes of imports; the body is the file.</summary>
internal static class OrganisationImport
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/departments/import",
                async (HttpRequest request, bool? apply, DeskUser user, ImportDepartments handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(await Body(request, ct), apply ?? false), ct))
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe(
                "ImportDepartments",
                "Bring departments up to a CSV file; a preview unless apply=true",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status413PayloadTooLarge
            )
            .Produces<ImportReport>();
        routes
            .MapPost(
                "/users/import",
                async (HttpRequest request, bool? apply, bool? disableMissing, DeskUser user, ImportPeople handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(await Body(request, ct), apply ?? false, disableMissing ?? false), ct))
            )
            .RequirePermission(Permissions.AdministerUsers)
            .Describe(
                "ImportUsers",
                "Bring users up to a CSV file; a preview unless apply=true",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status413PayloadTooLarge
            )
            .Produces<ImportReport>();
    }

    /// <summary>At most one byte more than is allowed, by which the reader of the table knows that it is too much.</summary>
    private static async Task<byte[]> Body(HttpRequest request, CancellationToken ct)
    {
        var buffer = new byte[ImportFile.MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return buffer[..length];
    }
}

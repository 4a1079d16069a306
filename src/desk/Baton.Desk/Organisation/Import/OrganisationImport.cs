using Baton.Desk.Http;
using Baton.Runtime;
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
                "Bring departments up to a file, CSV or Excel; a preview unless apply=true",
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
                "Bring users up to a file, CSV or Excel; a preview unless apply=true",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status413PayloadTooLarge
            )
            .Produces<ImportReport>();
        routes
            .MapGet(
                "/departments/import/template",
                (DeskUser user, ImportTemplate handler, CancellationToken ct) => Template(handler.Departments(user, ct))
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe("DepartmentsTemplate", "An empty Excel workbook to import departments with")
            .Produces(StatusCodes.Status200OK, contentType: ImportTemplate.ContentType);
        routes
            .MapGet(
                "/users/import/template",
                (DeskUser user, ImportTemplate handler, CancellationToken ct) => Template(handler.People(user, ct))
            )
            .RequirePermission(Permissions.AdministerUsers)
            .Describe("UsersTemplate", "An empty Excel workbook to import users with")
            .Produces(StatusCodes.Status200OK, contentType: ImportTemplate.ContentType);
    }

    private static async Task<IResult> Template(Task<Outcome<ImportTemplateFile>> making) =>
        await making is { Problem: { } problem }
            ? Answer.Problem(problem)
            : TypedResults.File((await making).Value.Content, ImportTemplate.ContentType, (await making).Value.FileName);

    /// <summary>At most one byte more than is allowed, by which the reader of the table knows that it is too much.</summary>
    private static async Task<byte[]> Body(HttpRequest request, CancellationToken ct)
    {
        var buffer = new byte[ImportFile.MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return buffer[..length];
    }
}

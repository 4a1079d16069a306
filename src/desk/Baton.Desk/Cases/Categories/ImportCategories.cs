using Baton.Desk.Http;
using Baton.Desk.Organisation.Import;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Categories;

/// <summary>
/// Brings the category tree up to a file, as a whole or not at all. Columns that the file does not have stay as they are, as do categories that are not in it.
/// </summary>
public sealed class ImportCategories(DeskReader reader, BatonRuntime runtime)
{
    private const int ProblemsMax = 100;

    public async Task<Outcome<CategoryImportReport>> Handle(DeskUser user, ImportFile request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!CategoryGuard.MayKeep(user))
            return Problems.Forbidden(user.Language);
        var table = StaffTable.Read(request.File, CategoryColumns.All, CategoryColumns.Code, user.Language, ct);
        if (table.Problem is { } unreadable)
            return unreadable;
        var file = new CategoryFile(user.Language);
        if (!request.Apply)
        {
            var present = await reader.Read(db => db.Categories.AsNoTracking().ToListAsync(ct), ct);
            return new CategoryImportReport(false, file.Lay(table.Value, present, static _ => { }));
        }
        return await runtime.Write<CategoryImportReport>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var book = await CategoryBook.Open(db, ct);
                var lines = file.Lay(table.Value, [.. book.Rows], book.Add);
                var faults = lines.Where(line => line.Problems.Count > 0).Take(ProblemsMax);
                if (faults.SelectMany(line => Fields(line)).ToList() is { Count: > 0 } wrong)
                    return Problems.Invalid(user.Language, wrong);
                await book.Save(unit, ct);
                return new CategoryImportReport(true, lines);
            },
            ct
        );
    }

    private static IEnumerable<FieldProblem> Fields(CategoryImportLine line) =>
        line.Problems.Select(problem => new FieldProblem($"line {line.Line}", "refused", problem));

    /// <summary>At most one byte more than is allowed, by which the reader of the table knows that it is too much.</summary>
    private static async Task<byte[]> Body(HttpRequest request, CancellationToken ct)
    {
        var buffer = new byte[ImportFile.MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return buffer[..length];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/categories/import",
                async (HttpRequest request, bool? apply, DeskUser user, ImportCategories handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(await Body(request, ct), apply ?? false), ct))
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe(
                "ImportCategories",
                "Bring the category tree up to a file, CSV or Excel, as a whole or not at all; a preview unless apply=true",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status413PayloadTooLarge
            )
            .Produces<CategoryImportReport>();
}

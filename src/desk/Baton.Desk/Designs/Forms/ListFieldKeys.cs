using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Designs.Forms;

/// <summary>A field that deployed forms have already.</summary>
/// <param name="Key">Its key; a form that uses it again shows and changes the same value of the case.</param>
/// <param name="Label">What the first form calls it, in the reader's language.</param>
/// <param name="Type">How it is entered there.</param>
/// <param name="Forms">The ids of the forms that have it.</param>
public sealed record KnownField(string Key, string Label, FormComponentType Type, IReadOnlyList<string> Forms);

/// <summary>A role whose people a field may offer.</summary>
public sealed record KnownRole(string Code, string Name);

/// <summary>What the fields of a form may refer to.</summary>
public sealed record FieldKeys(IReadOnlyList<KnownField> Fields, IReadOnlyList<KnownRole> Roles);

/// <summary>Lists what those who draw forms can use again: the fields of deployed forms, and roles.</summary>
public sealed class ListFieldKeys(EngineSearch search, DeskReader reader)
{
    public async Task<Outcome<FieldKeys>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.DrawDesigns))
            return Problems.Forbidden(user.Language);
        var fields = (await search.LatestForms(ct))
            .SelectMany(row => Fields(row).Select(field => (Form: row.FormId, Field: field)))
            .GroupBy(one => one.Field.Key, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group =>
            {
                var first = group.First().Field;
                return new KnownField(group.Key, first.LabelIn(user.Language), first.Type, [.. group.Select(one => one.Form)]);
            })
            .ToList();
        var roles = await reader.Read(
            db => db.Roles.OrderBy(row => row.Code).Select(row => new { row.Code, row.Name }).ToListAsync(ct),
            ct
        );
        return new FieldKeys(fields, roles.ConvertAll(row => new KnownRole(row.Code, row.Name.In(user.Language))));
    }

    /// <summary>A form that the desk cannot read offers nothing.</summary>
    private static IEnumerable<FormComponent> Fields(FormRow row) =>
        FormReader.Read(row.Schema) is { Problem: null } read ? read.Value.Fields : [];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/designs/forms/fields",
                async (DeskUser user, ListFieldKeys handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe("ListFieldKeys", "The fields of deployed forms, for forms that are drawn")
            .Produces<FieldKeys>();
}

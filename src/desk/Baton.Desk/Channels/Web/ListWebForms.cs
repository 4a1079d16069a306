using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Web;

/// <summary>Lists the web forms.</summary>
public sealed class ListWebForms(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<WebFormView>>> Handle(DeskUser user, CancellationToken ct)
    {
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        var rows = await reader.Read(db => db.Set<WebForm>().AsNoTracking().OrderBy(row => row.Code).ToListAsync(ct), ct);
        return Outcome.Of<IReadOnlyList<WebFormView>>(rows.ConvertAll(WebFormView.Of));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/web-forms",
                async (DeskUser user, ListWebForms handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe("ListWebForms", "Forms by which customers write to the desk")
            .Produces<IReadOnlyList<WebFormView>>();
}

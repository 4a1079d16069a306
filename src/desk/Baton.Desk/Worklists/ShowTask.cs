using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists;

/// <summary>A task to show.</summary>
public sealed record ShowTaskRequest(long Key);

/// <summary>A task with its form and the data to fill it with.</summary>
/// <param name="Task">The task.</param>
/// <param name="Form">Null when the step has no form.</param>
/// <param name="Data">The process variables that the form's fields name.</param>
public sealed record TaskPage(TaskView Task, FormSchema? Form, JsonObject Data);

/// <summary>Shows one task of a case that the user may read.</summary>
public sealed class ShowTask(DeskReader reader, FormCatalog forms, CaseProcess process, FormChoices choices, PackTexts packTexts)
{
    public async Task<Outcome<TaskPage>> Handle(DeskUser user, ShowTaskRequest request, CancellationToken ct)
    {
        var words = await packTexts.Words(ct);
        var found = await reader.Read(
            async db =>
            {
                var item = await db.WorkItems.Include(row => row.Candidates).SingleOrDefaultAsync(row => row.Key == request.Key, ct);
                if (item is null || await CaseGuard.Find(db, user, item.CaseKey.ToString(CultureInfo.InvariantCulture), ct) is not { } row)
                    return default;
                var sight = (await FieldRights.Of(db, row.TypeCode, ct)).For(user, row.DepartmentCode);
                return (Item: item, View: (await TaskViews.Of(db, [item], user, words, ct))[0], Sight: sight);
            },
            ct
        );
        if (found.Item is null)
            return Problems.NotFound("task", user.Language);
        var form = found.Item.FormKey is { } formKey ? await forms.ByKey(formKey, ct) : null;
        var data = form is null ? [] : await process.Variables(found.Item, form.Fields.Select(field => field.Key), ct);
        return new TaskPage(
            found.View,
            form is null ? null : found.Sight.Narrow(await choices.Fill(form, data, ct)),
            found.Sight.Narrow(data)
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/tasks/{key:long}",
                async (long key, DeskUser user, ShowTask handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(key), ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ShowTask", "A task with its form", StatusCodes.Status404NotFound)
            .Produces<TaskPage>();
}

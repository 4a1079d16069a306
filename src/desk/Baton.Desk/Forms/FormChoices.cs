using System.Text.Json.Nodes;
using Baton.Desk.Storage;
using Baton.Desk.ThirdParties;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Forms;

/// <summary>Fills the choices that a form takes from the organisation, as it is now.</summary>
public sealed class FormChoices(DeskReader reader)
{
    /// <summary>Nobody reads through a longer list.</summary>
    private const int ChoicesMax = 1000;

    /// <summary>
    /// The form with its choices: all open departments; of the people only those whom the data name, as nobody reads through a list of
    /// thousands. Who is not among them may not be chosen.
    /// </summary>
    public async Task<FormSchema> Fill(FormSchema form, JsonObject data, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(data);
        if (form.Components.All(component => component.Source == FormSource.Form))
            return form;
        return await reader.Read(
            async db =>
            {
                var components = new List<FormComponent>(form.Components.Count);
                foreach (var component in form.Components)
                {
                    components.Add(
                        component.Source switch
                        {
                            FormSource.Departments => component with { Options = await Departments(db, ct) },
                            FormSource.Roles => component with { Options = await Roles(db, ct) },
                            FormSource.ThirdParties => component with { Options = await ThirdParties(db, ct) },
                            FormSource.People => component with { Options = await People(db, component, data[component.Key], ct) },
                            _ => component,
                        }
                    );
                }
                return form with { Components = components };
            },
            ct
        );
    }

    private static async Task<IReadOnlyList<FormOption>> Departments(DeskDb db, CancellationToken ct)
    {
        var rows = await db.Departments.Where(row => !row.IsClosed).OrderBy(row => row.SortOrder).ThenBy(row => row.Code).ToListAsync(ct);
        return rows.ConvertAll(row => Option(row.Code, row.Name));
    }

    private static async Task<IReadOnlyList<FormOption>> Roles(DeskDb db, CancellationToken ct)
    {
        var rows = await db.Roles.OrderBy(row => row.Code).Select(row => new { row.Code, row.Name }).ToListAsync(ct);
        return rows.ConvertAll(row => Option(row.Code, row.Name));
    }

    private static async Task<IReadOnlyList<FormOption>> ThirdParties(DeskDb db, CancellationToken ct)
    {
        var rows = await db.Set<ThirdParty>()
            .Where(row => !row.IsRetired)
            .OrderBy(row => row.Code)
            .Take(ChoicesMax)
            .Select(row => new { row.Code, row.Name })
            .ToListAsync(ct);
        return rows.ConvertAll(row => Option(row.Code, row.Name));
    }

    private static FormOption Option(string code, LocalizedText name) =>
        new(code, name.In(Languages.English), Languages.All.ToDictionary(language => language, name.In, StringComparer.Ordinal));

    private static async Task<IReadOnlyList<FormOption>> People(DeskDb db, FormComponent field, JsonNode? chosen, CancellationToken ct)
    {
        if (FormValues.IsEmpty(chosen))
            return [];
        var name = FormValues.Text(chosen);
        var working = db.Roles.Where(role =>
            role.Code == Access.Role.Administrator || role.Permissions.Any(one => one.Permission == Permissions.WorkOnTasks)
        );
        var person = await db
            .Users.Where(row => row.UserName == name && !row.IsDisabled)
            .Where(row =>
                row.Roles.Any(one => working.Any(role => role.Code == one.RoleCode))
                || row.UnitRoles.Any(one => working.Any(role => role.Code == one.RoleCode))
            )
            .Where(row =>
                field.SourceRole == null
                || row.Roles.Any(one => one.RoleCode == field.SourceRole)
                || row.UnitRoles.Any(one => one.RoleCode == field.SourceRole)
            )
            .Select(row => row.DisplayName)
            .SingleOrDefaultAsync(ct);
        return person is null ? [] : [new FormOption(name, person, new Dictionary<string, string>())];
    }
}

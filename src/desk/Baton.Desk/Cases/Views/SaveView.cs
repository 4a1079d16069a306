using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Views;

/// <summary>A search to keep.</summary>
/// <param name="Name">1 to 100 characters; no other of one's own views has it.</param>
/// <param name="Filter">The conditions as they stand in the address of the search page.</param>
/// <param name="Sort">As in a search.</param>
/// <param name="Columns">Codes of columns, separated by commas.</param>
/// <param name="Role">Share it with who has this role; not together with a department.</param>
/// <param name="Department">Share it with this department.</param>
public sealed record SaveViewRequest(
    string Name,
    IReadOnlyDictionary<string, string>? Filter,
    string? Sort = null,
    string? Columns = null,
    string? Role = null,
    string? Department = null
)
{
    /// <summary>The view to change; null for another one.</summary>
    [JsonIgnore]
    public long? Key { get; init; }

    /// <summary>The version that was read; null to overwrite whatever there is.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Keeps a search, or changes one of one's own.</summary>
public sealed class SaveView(BatonRuntime runtime)
{
    public async Task<Outcome<SavedViewLine>> Handle(DeskUser user, SaveViewRequest request, CancellationToken ct)
    {
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        if (ViewRules.Check(user, request) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<SavedViewLine>(unit => Save(unit, user, request, ct), ct);
    }

    private static async ValueTask<Outcome<SavedViewLine>> Save(
        UnitOfWork unit,
        DeskUser user,
        SaveViewRequest request,
        CancellationToken ct
    )
    {
        await using var db = DeskDb.In(unit);
        var name = request.Name.Trim();
        var mine = db.Set<SavedView>().Where(row => row.Owner == user.UserName);
        if (await mine.AnyAsync(row => row.Name == name && row.Key != request.Key, ct))
            return Problems.Exists("view-exists", user.Language, ("name", name));
        var found = request.Key is { } key ? await Find(db, user, key, request.Version, ct) : await New(db, unit, user, name, mine, ct);
        if (found.Problem is { } refused)
            return refused;
        var row = found.Value;
        row.Name = name;
        row.Filter = JsonSerializer.Serialize(Given(request.Filter));
        (row.Sort, row.Columns) = (Text(request.Sort), Text(request.Columns));
        (row.RoleCode, row.DepartmentCode) = (Text(request.Role), Text(request.Department));
        row.UpdatedAt = unit.Now;
        await db.SaveChangesAsync(ct);
        var chosen = await db.Set<DefaultView>().AsNoTracking().SingleOrDefaultAsync(one => one.UserName == user.UserName, ct);
        return ViewRules.Line(row, user, user.DisplayName, chosen?.ViewKey);
    }

    /// <summary>Others' views are there to be read, not to be changed; who does not see one learns nothing of it.</summary>
    private static async Task<Outcome<SavedView>> Find(DeskDb db, DeskUser user, long key, int? version, CancellationToken ct)
    {
        var row = await ViewRules.Visible(db, user).SingleOrDefaultAsync(one => one.Key == key, ct);
        if (row is null)
            return Problems.NotFound("view", user.Language);
        if (row.Owner != user.UserName)
            return Problems.Forbidden(user.Language);
        if (Problems.UnlessVersion(version, row.Version, user.Language) is { } changed)
            return changed;
        row.Version++;
        return row;
    }

    private static async Task<Outcome<SavedView>> New(
        DeskDb db,
        UnitOfWork unit,
        DeskUser user,
        string name,
        IQueryable<SavedView> mine,
        CancellationToken ct
    )
    {
        if (await mine.CountAsync(ct) >= ViewRules.MaxViews)
            return Problems.Rejected("too-many-views", user.Language, ("max", $"{ViewRules.MaxViews}"));
        var row = new SavedView
        {
            Key = unit.NextKey(),
            Owner = user.UserName,
            Name = name,
            Filter = "{}",
            UpdatedAt = unit.Now,
        };
        db.Set<SavedView>().Add(row);
        return row;
    }

    private static Dictionary<string, string> Given(IReadOnlyDictionary<string, string>? filter) =>
        (filter ?? new Dictionary<string, string>())
            .Where(one => !string.IsNullOrWhiteSpace(one.Value))
            .ToDictionary(one => one.Key, one => one.Value.Trim(), StringComparer.Ordinal);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/views",
                async (SaveViewRequest request, DeskUser user, SaveView handler, CancellationToken ct) =>
                    Answer.Created(await handler.Handle(user, request, ct), view => $"/api/views/{view.Key}")
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("CreateView", "Keep a case search as a view", StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict)
            .Produces<SavedViewLine>(StatusCodes.Status201Created);
        routes
            .MapPut(
                "/views/{key:long}",
                async (long key, SaveViewRequest request, DeskUser user, SaveView handler, HttpContext context, CancellationToken ct) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Key = key, Version = Answer.IfMatch(context) }, ct),
                        context,
                        view => view.Version
                    )
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe(
                "ChangeView",
                "Change a view of my own",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<SavedViewLine>();
    }
}

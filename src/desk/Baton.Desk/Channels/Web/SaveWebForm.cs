using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Web;

/// <summary>A web form as it is to be.</summary>
/// <param name="Name">In at least one language.</param>
/// <param name="CaseType">Code of a case type.</param>
public sealed record SaveWebFormRequest(LocalizedText Name, string CaseType)
{
    public LocalizedText? Lead { get; init; }
    public LocalizedText? Thanks { get; init; }
    public string? Unit { get; init; }
    public bool OpensCases { get; init; }

    /// <summary>Such as <c>https://www.example.com</c>; 20 at most.</summary>
    public IReadOnlyList<string> Sites { get; init; } = [];
    public bool IsActive { get; init; } = true;

    [JsonIgnore]
    public string Code { get; init; } = "";

    /// <summary>It must not exist yet.</summary>
    [JsonIgnore]
    public bool IsNew { get; init; }

    /// <summary>The version that was read; null to overwrite whatever there is.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Makes or changes a web form.</summary>
public sealed partial class SaveWebForm(BatonRuntime runtime)
{
    private const int NameMax = 200;
    private const int TextMax = 2000;
    private const int SitesMax = 20;

    public async Task<Outcome<WebFormView>> Handle(DeskUser user, SaveWebFormRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        var sites = (request.Sites ?? []).Select(SiteAddress.Normal).ToList();
        if (Check(user, request, sites) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<WebFormView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.Set<WebForm>().SingleOrDefaultAsync(one => one.Code == request.Code, ct);
                if (row is not null && request.IsNew)
                    return WebFormTexts.Words.Exists("code-exists", user.Language, ("code", row.Code));
                if (row is not null && Problems.UnlessVersion(request.Version, row.Version, user.Language) is { } changed)
                    return changed;
                if (await Unknown(db, user, request, ct) is { Count: > 0 } unknown)
                    return Problems.Invalid(user.Language, unknown);
                row = Write(db, row, request, string.Join('\n', sites.Distinct(StringComparer.Ordinal)));
                await db.SaveChangesAsync(ct);
                return WebFormView.Of(row);
            },
            ct
        );
    }

    private static WebForm Write(DeskDb db, WebForm? row, SaveWebFormRequest request, string sites)
    {
        var none = LocalizedText.Same("");
        row ??= db.Add(
            new WebForm
            {
                Code = request.Code,
                Name = request.Name,
                Lead = none,
                Thanks = none,
                CaseType = request.CaseType,
                Sites = "",
            }
        ).Entity;
        (row.Name, row.Lead, row.Thanks) = (Trimmed(request.Name), Trimmed(request.Lead ?? none), Trimmed(request.Thanks ?? none));
        (row.CaseType, row.Unit, row.OpensCases) = (request.CaseType, Given(request.Unit), request.OpensCases);
        (row.Sites, row.IsActive) = (sites, request.IsActive);
        row.Version++;
        return row;
    }

    private static async Task<List<FieldProblem>> Unknown(DeskDb db, DeskUser user, SaveWebFormRequest request, CancellationToken ct)
    {
        var wrong = new List<FieldProblem>();
        if (!await db.CaseTypes.AnyAsync(row => row.Code == request.CaseType && !row.IsRetired, ct))
            wrong.Add(Problems.Field("caseType", "unknown", "case.unknown-type", user.Language, ("code", request.CaseType ?? "")));
        if (Given(request.Unit) is { } unit && !await db.Departments.AnyAsync(row => row.Code == unit && !row.IsClosed, ct))
            wrong.Add(Problems.Field("unit", "unknown", "user.unknown-department", user.Language, ("code", unit)));
        else if (request.OpensCases && Given(request.Unit) is null)
            wrong.Add(WebFormTexts.Words.Field("unit", "required", "unit-needed", user.Language));
        return wrong;
    }

    private static List<FieldProblem> Check(DeskUser user, SaveWebFormRequest request, List<string?> sites)
    {
        var wrong = new List<FieldProblem>();
        if (!CodePattern().IsMatch(request.Code))
            Add("code", "code");
        if (request.Name is null || IsLonger(request.Name, NameMax) || Trimmed(request.Name).In(user.Language).Length == 0)
            Add("name", "name", NameMax);
        if (IsLonger(request.Lead, TextMax))
            Add("lead", "text", TextMax);
        if (IsLonger(request.Thanks, TextMax))
            Add("thanks", "text", TextMax);
        if (sites.Exists(site => site is null) || sites.Count > SitesMax)
            Add("sites", "sites", SitesMax);
        return wrong;

        void Add(string field, string key, int max = 0) =>
            wrong.Add(WebFormTexts.Words.Field(field, "invalid", key, user.Language, ("max", $"{max}")));
    }

    private static bool IsLonger(LocalizedText? text, int max) =>
        text is not null && new[] { text.ZhHans, text.ZhHant, text.En }.Any(one => one?.Length > max);

    private static LocalizedText Trimmed(LocalizedText text) =>
        new(text.ZhHans?.Trim() ?? "", text.ZhHant?.Trim() ?? "", text.En?.Trim() ?? "");

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,59}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/web-forms/{code}",
                async (
                    string code,
                    SaveWebFormRequest request,
                    DeskUser user,
                    SaveWebForm handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Code = code, Version = Answer.IfMatch(context) }, ct),
                        context,
                        form => form.Version
                    )
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe(
                "SaveWebForm",
                "Make or change a form by which customers write to the desk",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<WebFormView>();
}

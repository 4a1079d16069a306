using System.Text.Json.Nodes;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Customers;
using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Likely;

/// <summary>What is known so far of a case that is being registered.</summary>
public sealed record LikelyCasesRequest
{
    /// <summary>Code of the case type, whose special fields are compared.</summary>
    public string? Type { get; init; }
    public string? Category { get; init; }
    public string? Subject { get; init; }

    /// <summary>A known customer; null while none is chosen.</summary>
    public long? CustomerKey { get; init; }

    /// <summary>The number that he calls from, in any notation; what is no number is passed over.</summary>
    public string? Phone { get; init; }

    /// <summary>The special fields that are known.</summary>
    public JsonObject? Form { get; init; }
}

/// <summary>One thing in which a case is like the one that is asked about, in the reader's words.</summary>
public sealed record LikelyReason(LikenessKind Kind, string Text);

/// <summary>A case that is probably about the same.</summary>
/// <param name="Case">As in a list.</param>
/// <param name="Points">How probable it is; 40 to 150.</param>
/// <param name="IsStrong">It would surprise if it were not the same.</param>
/// <param name="Reasons">Why, the weightiest first.</param>
public sealed record LikelyCase(CaseRow Case, int Points, bool IsStrong, IReadOnlyList<LikelyReason> Reasons);

/// <summary>Many report the same.</summary>
/// <param name="People">How many different customers, of cases that the reader may read.</param>
/// <param name="Since">When the first of them reported it.</param>
public sealed record LikelyMass(int People, DateTimeOffset Since);

/// <summary>The cases that are probably about the same.</summary>
/// <param name="Items">The most probable first.</param>
/// <param name="Mass">Set where at least three other people reported it within a day.</param>
public sealed record LikelyCases(IReadOnlyList<LikelyCase> Items, LikelyMass? Mass);

/// <summary>
/// Finds open and recently closed cases that are probably about the same as one that is being registered, or as one that exists. Only cases that the
/// user may read are listed and counted; of others he learns nothing.
/// </summary>
public sealed class FindLikelyCases(DeskReader reader, FormCatalog forms, PackTexts packTexts, IOptions<DeskOptions> options)
{
    private const int Shown = 8;
    private const int TextMaxLength = 200;

    public async Task<Outcome<LikelyCases>> Handle(DeskUser user, LikelyCasesRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        if (Check(user, request) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        var fields = await Fields(request.Type, ct);
        Telephone.TryNormalise(request.Phone, options.Value.DefaultRegion, out var phone);
        var sought = new Matter
        {
            CustomerKey = request.CustomerKey,
            Phone = phone,
            Category = request.Category,
            Words = Matter.WordsOf(request.Subject),
            Fields = TellingFields.Values(fields, request.Form),
        };
        return await Find(user, sought, fields, null, ct);
    }

    /// <param name="user">Who asks.</param>
    /// <param name="caseNumber">Number of a case that he may read, or its key as digits.</param>
    /// <param name="ct">Gives up looking.</param>
    public async Task<Outcome<LikelyCases>> Handle(DeskUser user, string caseNumber, CancellationToken ct)
    {
        var row = await reader.Read(db => CaseGuard.Find(db, user, caseNumber, ct), ct);
        if (row is null)
            return Problems.NotFound("case", user.Language);
        var fields = await Fields(row.TypeCode, ct);
        return await Find(user, Of(row, fields), fields, row.Key, ct);
    }

    private static List<FieldProblem> Check(DeskUser user, LikelyCasesRequest request)
    {
        var wrong = new List<FieldProblem>();
        if (request.Subject?.Length > TextMaxLength)
            wrong.Add(Problems.Field("subject", "maxLength", "case.subject-length", user.Language, ("max", $"{TextMaxLength}")));
        return wrong;
    }

    /// <summary>The fields to compare. One that not everybody may read tells nothing here, as likeness would give its value away.</summary>
    private async Task<IReadOnlyList<FormComponent>> Fields(string? code, CancellationToken ct)
    {
        var type = await reader.Read(db => db.CaseTypes.SingleOrDefaultAsync(row => row.Code == code, ct), ct);
        if (type?.FormId is not { } id)
            return [];
        var guarded = FieldRights.Read(type.FieldRights).Guarded;
        return [.. TellingFields.Of(await forms.Latest(id, ct)).Where(field => !guarded.Contains(field.Key))];
    }

    private async Task<Outcome<LikelyCases>> Find(
        DeskUser user,
        Matter sought,
        IReadOnlyList<FormComponent> fields,
        long? except,
        CancellationToken ct
    )
    {
        var words = await packTexts.Words(ct);
        return await reader.Read<Outcome<LikelyCases>>(
            async db =>
            {
                var keys = await LikelyCandidates.Keys(db, sought, ct);
                if (keys.Count == 0)
                    return new LikelyCases([], null);
                var candidates = await LikelyCandidates
                    .Readable(db, user, keys)
                    .Where(row => row.Key != except)
                    .Select(row => new
                    {
                        row.Key,
                        row.CustomerKey,
                        row.CustomerPhone,
                        row.CategoryCode,
                        row.Subject,
                        row.FormData,
                        row.IsClosed,
                        row.OpenedAt,
                    })
                    .ToListAsync(ct);
                var alike = candidates
                    .Select(row => new Found(
                        row.Key,
                        row.CustomerKey,
                        row.IsClosed,
                        row.OpenedAt,
                        Likeness.Of(sought, Of(row.CustomerKey, row.CustomerPhone, row.CategoryCode, row.Subject, row.FormData, fields))
                    ))
                    .Where(found => found.Likeness.IsLikely)
                    .ToList();
                return new LikelyCases(await View(db, user, alike, fields, words, ct), Mass(alike, db.Now));
            },
            ct
        );
    }

    private static Matter Of(Case row, IReadOnlyList<FormComponent> fields) =>
        Of(row.CustomerKey, row.CustomerPhone, row.CategoryCode, row.Subject, row.FormData, fields);

    private static Matter Of(
        long? customerKey,
        string? phone,
        string? category,
        string subject,
        string formData,
        IReadOnlyList<FormComponent> fields
    ) =>
        new()
        {
            CustomerKey = customerKey,
            Phone = phone,
            Category = category,
            Words = Matter.WordsOf(subject),
            Fields =
                fields.Count == 0 ? new Dictionary<string, string>() : TellingFields.Values(fields, JsonNode.Parse(formData) as JsonObject),
        };

    /// <summary>Pure: whether many other people reported the same within a day.</summary>
    internal static LikelyMass? Mass(IEnumerable<Found> alike, DateTimeOffset now)
    {
        var recent = alike.Where(found =>
            !found.Likeness.IsSamePerson && found.CustomerKey is not null && found.OpenedAt > now.AddDays(-1)
        );
        var others = recent.ToList();
        var people = others.Select(found => found.CustomerKey).Distinct().Count();
        return people < 3 ? null : new(people, others.Min(found => found.OpenedAt));
    }

    private static async Task<List<LikelyCase>> View(
        DeskDb db,
        DeskUser user,
        IReadOnlyCollection<Found> alike,
        IReadOnlyList<FormComponent> fields,
        PackWords words,
        CancellationToken ct
    )
    {
        var best = alike
            .OrderByDescending(found => found.Likeness.Points)
            .ThenBy(found => found.IsClosed)
            .ThenByDescending(found => found.OpenedAt)
            .Take(Shown)
            .ToList();
        var keys = best.ConvertAll(found => found.Key);
        var rows = await db.Cases.Where(row => keys.Contains(row.Key)).ToListAsync(ct);
        var views = (await SearchCases.View(db, rows, user.Language, words, ct)).ToDictionary(row => row.Key);
        return best.ConvertAll(found => new LikelyCase(
            views[found.Key],
            found.Likeness.Points,
            found.Likeness.IsStrong,
            [.. found.Likeness.Reasons.Select(reason => new LikelyReason(reason.Kind, LikelyTexts.Say(reason, fields, user.Language)))]
        ));
    }

    /// <summary>A candidate and how like it is.</summary>
    internal sealed record Found(long Key, long? CustomerKey, bool IsClosed, DateTimeOffset OpenedAt, Likeness Likeness);

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(
            routes.MapPost(
                "/cases/likely",
                async (LikelyCasesRequest request, DeskUser user, FindLikelyCases handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            ),
            "FindLikelyCases",
            "Cases that are probably about the same as one that is being registered"
        );
        Describe(
            routes.MapGet(
                "/cases/likely",
                async (
                    string? type,
                    string? category,
                    string? subject,
                    long? customerKey,
                    string? phone,
                    DeskUser user,
                    FindLikelyCases handler,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(
                            user,
                            new LikelyCasesRequest
                            {
                                Type = type,
                                Category = category,
                                Subject = subject,
                                CustomerKey = customerKey,
                                Phone = phone,
                            },
                            ct
                        )
                    )
            ),
            "LookForLikelyCases",
            "The same by what fits into an address, without special fields"
        );
        Describe(
            routes.MapGet(
                "/cases/{number}/likely",
                async (string number, DeskUser user, FindLikelyCases handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, number, ct))
            ),
            "ListLikelyDuplicates",
            "Cases that are probably about the same as this one",
            StatusCodes.Status404NotFound
        );
    }

    private static void Describe(RouteHandlerBuilder route, string name, string summary, int problem = StatusCodes.Status400BadRequest) =>
        route.RequirePermission(CaseGuard.Readers).Describe(name, summary, problem).Produces<LikelyCases>();
}

using System.Text.Json.Nodes;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Customers;
using Baton.Desk.Customers.Tiers;
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

namespace Baton.Desk.Cases.Assessing;

/// <summary>A case that is being registered, as far as it is known.</summary>
/// <param name="Type">Code of the case type.</param>
public sealed record AssessCaseRequest(string Type)
{
    public string? Category { get; init; }

    /// <summary>A known customer; null while none is chosen, or with <see cref="CustomerKind"/>.</summary>
    public long? CustomerKey { get; init; }

    /// <summary>What a customer is who is not registered yet; null for a known one.</summary>
    public string? CustomerKind { get; init; }

    /// <summary>phone when null.</summary>
    public string? Channel { get; init; }

    /// <summary>The user's first department when null.</summary>
    public string? Department { get; init; }

    /// <summary>The special fields of the type that are known; what does not fit them is left out.</summary>
    public JsonObject? Form { get; init; }
}

/// <summary>What the decision of the type says; null for a type without one.</summary>
public sealed record CaseAssessed(AssessmentView? Assessment);

/// <summary>Says how severe a case would be, what would follow and why, before it is opened; nothing is kept.</summary>
public sealed class AssessCase(
    DeskReader reader,
    CaseDecisions decisions,
    FormCatalog forms,
    FormChoices choices,
    PackTexts packTexts,
    IOptions<DeskOptions> options
)
{
    public async Task<Outcome<CaseAssessed>> Handle(DeskUser user, AssessCaseRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var permission = CaseEntries.Permission(request.Channel);
        if (!user.May(permission))
            return Problems.Forbidden(user.Language);
        var type = await reader.Read(db => db.CaseTypes.SingleOrDefaultAsync(row => row.Code == request.Type, ct), ct);
        if (type is null or { IsRetired: true })
        {
            return Problems.Invalid(
                user.Language,
                Problems.Field("type", "unknown", "case.unknown-type", user.Language, ("code", request.Type ?? ""))
            );
        }
        if (await decisions.Latest(type.DecisionId, ct) is not { } decision)
            return new CaseAssessed(null);
        var sight = FieldRights.Read(type.FieldRights).For(user, request.Department ?? user.HomeUnit(permission));
        var form = type.FormId is null ? null : await forms.Latest(type.FormId, ct);
        if (form is not null)
            form = sight.Narrow(await choices.Fill(form.At(request.Channel), request.Form ?? [], ct));
        var data = FormValidation.Check(form ?? FormSchema.Empty, request.Form ?? [], user.Language, options.Value.DefaultRegion).Data;
        var words = await packTexts.Words(ct);
        return await reader.Read(
            async db =>
            {
                var assessment = decision.Assess(await Facts(db, user, type.Code, request, data, ct));
                return new CaseAssessed((await AssessmentViews.Load(db, user.Language, words, ct)).Of(assessment, form, sight));
            },
            ct
        );
    }

    private static async Task<AssessmentFacts> Facts(
        DeskDb db,
        DeskUser user,
        string type,
        AssessCaseRequest request,
        JsonObject form,
        CancellationToken ct
    )
    {
        var known = request.CustomerKey is { } key ? await CustomerRows.Find(db, key, ct) : null;
        var isNew = known is null && request.CustomerKind is not null;
        return new(
            type,
            await CategoryPaths.Codes(db, request.Category, ct),
            request.Channel ?? OpenCase.PhoneChannel,
            request.Department ?? user.HomeUnit(CaseEntries.Permission(request.Channel)),
            isNew ? (await TierCatalogue.Read(db, ct)).Ordinary : known?.Tier,
            isNew ? request.CustomerKind : known?.Kind,
            form
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/cases/assessment",
                async (AssessCaseRequest request, DeskUser user, AssessCase handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission([.. Permissions.OpenSomeCases])
            .Describe("AssessCase", "Severity and path of a case before it is opened, with the reasons", StatusCodes.Status400BadRequest)
            .Produces<CaseAssessed>();
}

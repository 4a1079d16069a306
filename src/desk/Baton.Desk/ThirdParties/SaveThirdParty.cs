using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.ThirdParties;

/// <summary>A third party as it is to be.</summary>
/// <param name="Name">In at least one language; 200 characters at most.</param>
/// <param name="Contact">Whom to turn to there; 500 characters at most.</param>
/// <param name="IsRetired">No further case is about it.</param>
public sealed record SaveThirdPartyRequest(LocalizedText Name, string? Contact = null, bool IsRetired = false)
{
    /// <summary>Letters, digits and <c>. _ -</c>; 100 at most.</summary>
    [JsonIgnore]
    public string Code { get; init; } = "";

    /// <summary>It must not exist yet.</summary>
    [JsonIgnore]
    public bool IsNew { get; init; }

    /// <summary>The version that was read; null to overwrite whatever there is.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Puts a third party into the register or changes it. One of a pack is changed by the pack.</summary>
public sealed partial class SaveThirdParty(BatonRuntime runtime)
{
    private const int NameMaxLength = 200;
    private const int ContactMaxLength = 500;

    public async Task<Outcome<ThirdPartyView>> Handle(DeskUser user, SaveThirdPartyRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        if (Check(user, request) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<ThirdPartyView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.Set<ThirdParty>().SingleOrDefaultAsync(one => one.Code == request.Code, ct);
                if (row is not null && request.IsNew)
                    return ThirdPartyTexts.Words.Exists("code-exists", user.Language, ("code", row.Code));
                if (row?.Pack is { } pack)
                    return ThirdPartyTexts.Words.Rejected("of-pack", user.Language, ("pack", pack));
                if (row is not null && Problems.UnlessVersion(request.Version, row.Version, user.Language) is { } changed)
                    return changed;
                row ??= db.Add(new ThirdParty { Code = request.Code, Name = request.Name }).Entity;
                row.Name = new(Given(request.Name.ZhHans) ?? "", Given(request.Name.ZhHant) ?? "", Given(request.Name.En) ?? "");
                (row.Contact, row.IsRetired) = (Given(request.Contact), request.IsRetired);
                row.Version++;
                await db.SaveChangesAsync(ct);
                return ListThirdParties.View(row, user.Language);
            },
            ct
        );
    }

    private static List<FieldProblem> Check(DeskUser user, SaveThirdPartyRequest request)
    {
        var wrong = new List<FieldProblem>();
        if (!CodePattern().IsMatch(request.Code))
            wrong.Add(ThirdPartyTexts.Words.Field("code", "pattern", "code", user.Language));
        string?[] names = [request.Name?.ZhHans, request.Name?.ZhHant, request.Name?.En];
        if (names.All(name => Given(name) is null) || names.Any(name => name?.Length > NameMaxLength))
            wrong.Add(ThirdPartyTexts.Words.Field("name", "length", "name", user.Language, ("max", $"{NameMaxLength}")));
        if (request.Contact?.Length > ContactMaxLength)
            wrong.Add(Problems.Field("contact", "maxLength", "task.text-length", user.Language, ("max", $"{ContactMaxLength}")));
        return wrong;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/third-parties/{code}",
                async (
                    string code,
                    SaveThirdPartyRequest request,
                    DeskUser user,
                    SaveThirdParty handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Code = code, Version = Answer.IfMatch(context) }, ct),
                        context,
                        party => party.Version
                    )
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe(
                "SaveThirdParty",
                "Put a third party into the register, or change it",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<ThirdPartyView>();
}

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Sms;

/// <summary>A pattern as it is to be.</summary>
/// <param name="Name">In at least one language.</param>
/// <param name="Keyword">40 characters at most, without blanks.</param>
/// <param name="CaseType">Code of a case type.</param>
/// <param name="Fields">1 to 30.</param>
public sealed record SaveSmsPatternRequest(LocalizedText Name, string Keyword, string CaseType, IReadOnlyList<SmsField> Fields)
{
    public bool IsNamed { get; init; }
    public string Separator { get; init; } = "#";
    public string? Category { get; init; }
    public string? Unit { get; init; }
    public string Example { get; init; } = "";
    public LocalizedText? Accepted { get; init; }
    public LocalizedText? Misfit { get; init; }
    public bool IsRetired { get; init; }

    [JsonIgnore]
    public string Code { get; init; } = "";

    /// <summary>It must not exist yet.</summary>
    [JsonIgnore]
    public bool IsNew { get; init; }

    /// <summary>The version that was read; null to overwrite whatever there is.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Makes or changes the pattern of a formatted message.</summary>
public sealed partial class SaveSmsPattern(BatonRuntime runtime)
{
    private const int FieldsMax = 30;
    private const int WordMax = 40;
    private const int TextMax = 500;

    public async Task<Outcome<SmsPatternView>> Handle(DeskUser user, SaveSmsPatternRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageMessages))
            return Problems.Forbidden(user.Language);
        if (Check(user, request) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<SmsPatternView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.Set<SmsPattern>().SingleOrDefaultAsync(one => one.Code == request.Code, ct);
                if (row is not null && request.IsNew)
                    return SmsTexts.Words.Exists("code-exists", user.Language, ("code", row.Code));
                if (row is not null && Problems.UnlessVersion(request.Version, row.Version, user.Language) is { } changed)
                    return changed;
                if (await Unknown(db, user, request, ct) is { Count: > 0 } unknown)
                    return Problems.Invalid(user.Language, unknown);
                Write(db, row, request);
                await db.SaveChangesAsync(ct);
                return SmsPatternView.Of(await db.Set<SmsPattern>().SingleAsync(one => one.Code == request.Code, ct));
            },
            ct
        );
    }

    private static void Write(DeskDb db, SmsPattern? row, SaveSmsPatternRequest request)
    {
        var none = LocalizedText.Same("");
        row ??= db.Add(
            new SmsPattern
            {
                Code = request.Code,
                Name = request.Name,
                Keyword = "",
                Separator = "",
                Fields = "[]",
                CaseType = request.CaseType,
                Example = "",
                Accepted = none,
                Misfit = none,
            }
        ).Entity;
        (row.Name, row.Keyword, row.IsNamed, row.Separator) = (
            Trimmed(request.Name),
            request.Keyword.Trim(),
            request.IsNamed,
            request.Separator
        );
        row.Fields = JsonSerializer.Serialize(
            request.Fields.Select(field => new SmsField(field.Name.Trim(), field.Target.Trim(), field.IsRequired))
        );
        (row.CaseType, row.Category, row.Unit) = (request.CaseType, Given(request.Category), Given(request.Unit));
        row.Example = (request.Example ?? "").Trim();
        (row.Accepted, row.Misfit) = (Trimmed(request.Accepted ?? none), Trimmed(request.Misfit ?? none));
        row.IsRetired = request.IsRetired;
        row.Version++;
    }

    private static async Task<List<FieldProblem>> Unknown(DeskDb db, DeskUser user, SaveSmsPatternRequest request, CancellationToken ct)
    {
        var wrong = new List<FieldProblem>();
        if (!await db.CaseTypes.AnyAsync(row => row.Code == request.CaseType && !row.IsRetired, ct))
            wrong.Add(Problems.Field("caseType", "unknown", "case.unknown-type", user.Language, ("code", request.CaseType)));
        if (Given(request.Category) is { } category && !await db.Categories.AnyAsync(row => row.Code == category && !row.IsRetired, ct))
            wrong.Add(Problems.Field("category", "unknown", "case.unknown-category", user.Language, ("code", category)));
        if (Given(request.Unit) is { } unit && !await db.Departments.AnyAsync(row => row.Code == unit && !row.IsClosed, ct))
            wrong.Add(Problems.Field("unit", "unknown", "user.unknown-department", user.Language, ("code", unit)));
        return wrong;
    }

    private static List<FieldProblem> Check(DeskUser user, SaveSmsPatternRequest request)
    {
        var wrong = new List<FieldProblem>();
        if (!CodePattern().IsMatch(request.Code))
            Add("code", "code");
        if (IsTooLong(request.Name) || request.Name is null || Trimmed(request.Name).In(user.Language).Length == 0)
            Add("name", "name");
        if (request.Keyword?.Trim() is not { Length: > 0 and <= WordMax } keyword || keyword.Any(char.IsWhiteSpace))
            Add("keyword", "keyword");
        if (request.Separator is not { Length: > 0 and <= 5 })
            Add("separator", "separator");
        if (request.Fields is not { Count: > 0 and <= FieldsMax } fields || fields.Any(field => !IsFit(field)))
            Add("fields", "fields");
        else if (fields.Select(field => field.Target.Trim()).Distinct(StringComparer.Ordinal).Count() < fields.Count)
            Add("fields", "targets");
        if (request.Example?.Length > TextMax)
            Add("example", "text");
        if (IsTooLong(request.Accepted) || IsTooLong(request.Misfit))
            Add("answers", "text");
        return wrong;

        void Add(string field, string key) =>
            wrong.Add(SmsTexts.Words.Field(field, "invalid", key, user.Language, ("max", $"{(key == "fields" ? FieldsMax : TextMax)}")));
    }

    private static bool IsFit(SmsField? field) =>
        field?.Name?.Trim() is { Length: > 0 and <= WordMax } && field.Target?.Trim() is { Length: > 0 and <= 100 };

    private static bool IsTooLong(LocalizedText? text) =>
        text is not null && new[] { text.ZhHans, text.ZhHant, text.En }.Any(one => one?.Length > TextMax);

    private static LocalizedText Trimmed(LocalizedText text) =>
        new(text.ZhHans?.Trim() ?? "", text.ZhHant?.Trim() ?? "", text.En?.Trim() ?? "");

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/channels/sms/patterns/{code}",
                async (
                    string code,
                    SaveSmsPatternRequest request,
                    DeskUser user,
                    SaveSmsPattern handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Code = code, Version = Answer.IfMatch(context) }, ct),
                        context,
                        pattern => pattern.Version
                    )
            )
            .RequirePermission(Permissions.ManageMessages)
            .Describe(
                "SaveSmsPattern",
                "Make or change the pattern of a formatted short message",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<SmsPatternView>();
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.TimeLimits.Policies;

/// <summary>A new version of a policy.</summary>
/// <param name="Content">As docs/guide/time-limit-policies.md says.</param>
/// <param name="Comment">Why; 500 characters at most.</param>
public sealed record SaveTimeLimitRequest(JsonObject? Content, string? Comment = null)
{
    [JsonIgnore]
    public string Code { get; init; } = "";

    /// <summary>The version that was read; null to add one to whatever there is.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>
/// Adds a version to a policy, or its first one. Clocks that run keep the version that they started with; those that start later take the new one. One of
/// a pack may be changed here, too: the next version of the pack adds another one.
/// </summary>
public sealed class SaveTimeLimit(BatonRuntime runtime)
{
    private const int ContentMaxLength = 50_000;
    private const int CommentMaxLength = 500;

    /// <summary>Chinese as Chinese, so that it can be read and searched.</summary>
    internal static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<Outcome<LimitVersionView>> Handle(DeskUser user, SaveTimeLimitRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageTimeLimits))
            return Problems.Forbidden(user.Language);
        var wrong = Check(user, request, out var limit);
        if (wrong.Count > 0)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<LimitVersionView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var before = await LimitChange.Newest(db, request.Code, ct);
                if (before is not null && Problems.UnlessVersion(request.Version, before.Version, user.Language) is { } changed)
                    return changed;
                if (await LimitReferences.Check(db, limit!, user.Language, ct) is { Count: > 0 } missing)
                    return Problems.Invalid(user.Language, missing);
                var row = LimitChange.Add(
                    db,
                    unit,
                    before,
                    new()
                    {
                        Code = request.Code,
                        Version = (before?.Version ?? 0) + 1,
                        Content = request.Content!.ToJsonString(Json),
                        Author = user.UserName,
                        At = unit.Now,
                        Comment = string.IsNullOrWhiteSpace(request.Comment) ? null : request.Comment.Trim(),
                    }
                );
                await db.SaveChangesAsync(ct);
                return LimitVersionView.Of(row, user.Language, await DeskUsers.Names(db, [row.Author], ct));
            },
            ct
        );
    }

    /// <summary>What is wrong with a policy that somebody sends, each with its place.</summary>
    internal static List<FieldProblem> CheckContent(DeskUser user, JsonObject? content, out TimeLimit? limit)
    {
        limit = null;
        if (content is null)
            return [TimeLimitTexts.Words.Field("content", "required", "content", user.Language)];
        if (content.ToJsonString(Json).Length > ContentMaxLength)
        {
            return [TimeLimitTexts.Words.Field("content", "maxLength", "content-length", user.Language, ("max", $"{ContentMaxLength}"))];
        }
        if (!IsPlain(content))
            return [TimeLimitTexts.Words.Field("content", "json", "content", user.Language)];
        var faults = new List<LimitFault>();
        limit = TimeLimitReader.Read(content, "content", faults);
        return faults.ConvertAll(fault => new FieldProblem(fault.Place, "policy", fault.Message));
    }

    /// <summary>A name that is there twice could be read in two ways.</summary>
    private static bool IsPlain(JsonObject content)
    {
        try
        {
            using var read = JsonDocument.Parse(content.ToJsonString(Json), new() { AllowDuplicateProperties = false });
            return true;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return false;
        }
    }

    private static List<FieldProblem> Check(DeskUser user, SaveTimeLimitRequest request, out TimeLimit? limit)
    {
        var wrong = CheckContent(user, request.Content, out limit);
        if (limit is not null && limit.Code != request.Code)
            wrong.Add(TimeLimitTexts.Words.Field("content.code", "pattern", "code", user.Language));
        if (request.Comment?.Length > CommentMaxLength)
            wrong.Add(TimeLimitTexts.Words.Field("comment", "maxLength", "comment-length", user.Language, ("max", $"{CommentMaxLength}")));
        return wrong;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/time-limits/{code}",
                async (
                    string code,
                    SaveTimeLimitRequest request,
                    DeskUser user,
                    SaveTimeLimit handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Code = code, Version = Answer.IfMatch(context) }, ct),
                        context,
                        limit => limit.Version
                    )
            )
            .RequirePermission(Permissions.ManageTimeLimits)
            .Describe(
                "SaveTimeLimit",
                "Add a version to the policy of a time limit, or its first one",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<LimitVersionView>();
}

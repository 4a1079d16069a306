using System.Text.Json.Serialization;
using Baton.Desk.Http;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Templates;

/// <summary>A template to save.</summary>
/// <param name="Content">What it says from now on; messages that were ordered before stay as they are.</param>
/// <param name="Comment">Why it was changed; 500 characters at most.</param>
public sealed record SaveTemplateRequest(TemplateContent Content, string? Comment = null)
{
    /// <summary>By which orders name it.</summary>
    [JsonIgnore]
    public string Code { get; init; } = "";

    /// <summary>The version that was read; null to overwrite whatever there is.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Saves a template as a new version. What cannot be filled is refused with its place.</summary>
public sealed class SaveTemplate(BatonRuntime runtime)
{
    private const int CommentMax = 500;

    public async Task<Outcome<TemplateLine>> Handle(DeskUser user, SaveTemplateRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageMessages))
            return Problems.Forbidden(user.Language);
        if (Check(request, user.Language) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<TemplateLine>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.Set<MessageTemplate>().SingleOrDefaultAsync(one => one.Code == request.Code, ct);
                if (Problems.UnlessVersion(request.Version, row is { IsRetired: false } ? row.Version : 0, user.Language) is { } changed)
                    return changed;
                row ??= db.Add(new MessageTemplate { Code = request.Code, Content = "" }).Entity;
                row.IsRetired = false;
                Keep(db, row, request.Content.Write(), unit.Now, user.UserName, null, request.Comment?.Trim());
                await db.SaveChangesAsync(ct);
                return ListTemplates.Line(row, user.Language);
            },
            ct
        );
    }

    /// <summary>Puts the content on the row and into the history of versions; the caller saves.</summary>
    internal static void Keep(
        DeskDb db,
        MessageTemplate row,
        string content,
        DateTimeOffset now,
        string? author,
        string? pack,
        string? comment
    )
    {
        (row.Content, row.Version) = (content, row.Version + 1);
        db.Add(
            new MessageTemplateVersion
            {
                Code = row.Code,
                Version = row.Version,
                Content = content,
                Author = author,
                Pack = pack,
                Comment = string.IsNullOrWhiteSpace(comment) ? null : comment,
                At = now,
            }
        );
    }

    private static IReadOnlyList<FieldProblem> Check(SaveTemplateRequest request, string language)
    {
        var words = MessageTexts.Words;
        if (!TemplateChecks.IsCode(request.Code))
            return [words.Field("code", "format", "template-code", language)];
        if (request.Comment?.Length > CommentMax)
            return [words.Field("comment", "maxLength", "template-long", language, ("max", $"{CommentMax}"))];
        return TemplateProblems.Of(request.Content, language);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/message-templates/{code}",
                async (
                    string code,
                    SaveTemplateRequest request,
                    DeskUser user,
                    SaveTemplate handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Code = code, Version = Answer.IfMatch(context) }, ct),
                        context,
                        line => line.Version
                    )
            )
            .RequirePermission(Permissions.ManageMessages)
            .Describe(
                "SaveMessageTemplate",
                "Save a template of messages as a new version",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<TemplateLine>();
}

using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Designs.Review;

/// <summary>Something to say about a design.</summary>
/// <param name="Text">2,000 characters at most.</param>
/// <param name="ElementId">The element that it is about; null for the whole.</param>
public sealed record AddRemarkRequest(string? Text, string? ElementId = null);

/// <summary>What is checked of remarks wherever they come from.</summary>
internal static class RemarkChecks
{
    public static List<FieldProblem> Element(string? elementId, string language) =>
        elementId?.Length > DesignGuard.ElementMaxLength
            ? [DesignTexts.Words.Field("elementId", "maxLength", "comment-length", language, ("max", $"{DesignGuard.ElementMaxLength}"))]
            : [];
}

/// <summary>Says something about a design; its state stays as it is.</summary>
public sealed class AddRemark(BatonRuntime runtime)
{
    public async Task<Outcome<Done>> Handle(DeskUser user, long key, AddRemarkRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!DesignGuard.MayRead(user))
            return Problems.Forbidden(user.Language);
        var wrong = DesignGuard.Comment(request.Text, "text", user.Language);
        if (DesignGuard.Said(request.Text) is null)
            wrong.Add(DesignTexts.Words.Field("text", "required", "reason", user.Language));
        wrong.AddRange(RemarkChecks.Element(request.ElementId, user.Language));
        if (wrong.Count > 0)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await DesignGuard.Find(db, key, ct) is not { } design)
                    return DesignGuard.NotFound(user.Language);
                DesignGuard.Remark(db, unit, design, DesignDeed.Said, user.UserName, request.Text, request.ElementId);
                await db.SaveChangesAsync(ct);
                DesignGuard.Tell(unit, design);
                return Done.Outcome;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/designs/{key:long}/remarks",
                async (long key, AddRemarkRequest request, DeskUser user, AddRemark handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Handle(user, key, request, ct))
            )
            .RequirePermission(DesignGuard.Readers)
            .Describe("AddDesignRemark", "Say something about a design", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status204NoContent);
}

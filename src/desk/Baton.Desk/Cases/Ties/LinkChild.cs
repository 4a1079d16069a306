using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Cases.Ties;

/// <summary>Which case is, or is no longer, the child of which; by number or key.</summary>
public sealed record LinkChildRequest(string ParentNumber, string ChildNumber);

/// <summary>Makes a case the child of another, or its own master again. A case has one parent at most; families have no circles.</summary>
public sealed class LinkChild(TieCommand ties)
{
    public Task<Outcome<Done>> Link(DeskUser user, LinkChildRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ties.Run(
            user,
            request.ParentNumber,
            async step =>
            {
                var (parent, child) = (step.Case, await step.Other(request.ChildNumber));
                if (child is null)
                    return Problems.NotFound("case", user.Language);
                if (child.ParentKey == parent.Key)
                    return null;
                if (await LinkCheck.Parent(step.Db, parent, user, ct) is { } full)
                    return full;
                if (await LinkCheck.Pair(step.Db, parent, child, user, ct) is { } wrong)
                    return wrong;
                child.ParentKey = parent.Key;
                step.Write(parent, TieCodes.ChildLinked, ("number", child.Number));
                step.Write(child, TieCodes.ParentLinked, ("number", parent.Number));
                return null;
            },
            ct
        );
    }

    public Task<Outcome<Done>> Unlink(DeskUser user, LinkChildRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ties.Run(
            user,
            request.ParentNumber,
            async step =>
            {
                var (parent, child) = (step.Case, await step.Other(request.ChildNumber));
                if (child is null || child.ParentKey != parent.Key)
                    return Problems.NotFound("case", user.Language);
                child.ParentKey = null;
                step.Write(parent, TieCodes.ChildUnlinked, ("number", child.Number));
                step.Write(child, TieCodes.ParentUnlinked, ("number", parent.Number));
                await CaseFamily.CloseWaiting(step.Db, step.Unit, parent.Key, child, step.Topics);
                return null;
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        TieCommand.Describe(
            routes.MapPut(
                "/cases/{number}/children/{child}",
                async (string number, string child, DeskUser user, LinkChild handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Link(user, new(number, child), ct))
            ),
            "LinkChild",
            "Make a case the child of another"
        );
        TieCommand.Describe(
            routes.MapDelete(
                "/cases/{number}/children/{child}",
                async (string number, string child, DeskUser user, LinkChild handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Unlink(user, new(number, child), ct))
            ),
            "UnlinkChild",
            "Take a child away from its parent"
        );
    }
}

using System.Globalization;
using Baton.Desk.Designs.Versions;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Designs;

/// <summary>A new design: from a text, from a deployed version, or empty with a name.</summary>
/// <param name="Kind">What it becomes.</param>
/// <param name="Name">Of an empty one; of a form in any case. 200 characters at most.</param>
public sealed record StartDesignRequest(DesignKind Kind, string? Name = null)
{
    /// <summary>The whole XML or JSON of a file; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>Id of a deployed model to draw on; null for none.</summary>
    public string? FromId { get; init; }

    /// <summary>Its version; null for the newest.</summary>
    public int? FromVersion { get; init; }

    /// <summary>Begin a copy with an id of its own; otherwise it becomes the next version of what its text says.</summary>
    public bool AsCopy { get; init; }
}

/// <summary>Starts a design.</summary>
public sealed class StartDesign(BatonRuntime runtime, EngineSearch search)
{
    public async Task<Outcome<DesignLine>> Handle(DeskUser user, StartDesignRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.DrawDesigns))
            return Problems.Forbidden(user.Language);
        if (Check(user, request) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        DeployedVersionRow? from = null;
        var text = request.Text;
        if (request.FromId is { } id)
        {
            from = await DeployedModels.Find(search, request.Kind, id, request.FromVersion, ct);
            if (from is null || await DeployedModels.Text(search, request.Kind, from.Key, ct) is not { } deployed)
                return DesignTexts.Words.NotFound("version", user.Language);
            text = deployed;
        }
        if (text is not null && DesignIdentity.Of(request.Kind, text) is null)
            return Problems.Invalid(user.Language, DesignTexts.Words.Field("text", "unreadable", "unreadable", user.Language));
        var deployedIds = (await DeployedModels.Versions(search, request.Kind, null, ct))
            .Select(one => one.Id)
            .ToHashSet(StringComparer.Ordinal);
        return await runtime.Write<DesignLine>(unit => Start(unit, user, request, text, from, deployedIds, ct), ct);
    }

    private static async ValueTask<Outcome<DesignLine>> Start(
        UnitOfWork unit,
        DeskUser user,
        StartDesignRequest request,
        string? text,
        DeployedVersionRow? from,
        HashSet<string> deployedIds,
        CancellationToken ct
    )
    {
        await using var db = DeskDb.In(unit, user);
        var key = unit.NextKey();
        var name = request.Name?.Trim() ?? "";
        text ??= FirstModels.Of(request.Kind, await FreeId(db, deployedIds, request.Kind, name, key, ct), name);
        var identity = DesignIdentity.Of(request.Kind, text)!;
        if (request.AsCopy)
        {
            var own = await FreeId(db, deployedIds, request.Kind, identity.Id, key, ct);
            text = ModelCopy.Of(request.Kind, text, identity.Id, own);
            (identity, from) = (DesignIdentity.Of(request.Kind, text) ?? identity, null);
        }
        var design = new Design
        {
            Key = key,
            Kind = request.Kind,
            ModelId = identity.Id,
            Name = identity.Name ?? (name.Length > 0 ? name : identity.Id),
            Text = text,
            Revision = 1,
            ResourceName = from?.ResourceName,
            BasedOnVersion = from?.Version,
            State = DesignState.Draft,
            CreatedBy = user.UserName,
            CreatedAt = unit.Now,
            ChangedBy = user.UserName,
            ChangedAt = unit.Now,
        };
        // What is drawn on was looked at when it was deployed; all else is its author's.
        if (from is null)
            design.Draw(user.UserName);
        db.Add(design);
        db.Add(DesignRevisions.First(unit, design));
        db.Note(DesignChange.Of(design, AuditActions.Created, ("basedOn", from?.Version.ToString(CultureInfo.InvariantCulture))));
        await db.SaveChangesAsync(ct);
        DesignGuard.Tell(unit, design);
        return await DesignLine.Of(db, design, ct);
    }

    /// <summary>An id out of the name that nothing deployed and no other design has.</summary>
    private static async Task<string> FreeId(
        DeskDb db,
        HashSet<string> deployedIds,
        DesignKind kind,
        string name,
        long key,
        CancellationToken ct
    )
    {
        var number = key.ToString(CultureInfo.InvariantCulture);
        var id = FirstModels.Id(name, kind.ToString().ToLowerInvariant() + "-" + number);
        var isTaken = deployedIds.Contains(id) || await db.Set<Design>().AnyAsync(row => row.Kind == kind && row.ModelId == id, ct);
        return isTaken ? id + "-" + number : id;
    }

    private static List<FieldProblem> Check(DeskUser user, StartDesignRequest request)
    {
        var wrong = new List<FieldProblem>();
        if (!Enum.IsDefined(request.Kind))
            wrong.Add(DesignTexts.Words.Field("kind", "unknown", "kind", user.Language));
        if (request.Text is not null && request.FromId is not null)
            wrong.Add(DesignTexts.Words.Field("fromId", "unfit", "one-source", user.Language));
        if (request.Text is not null)
            wrong.AddRange(DesignGuard.Text(request.Text, user.Language));
        var isNameNeeded = request.Text is null && request.FromId is null;
        if ((isNameNeeded && string.IsNullOrWhiteSpace(request.Name)) || request.Name?.Any(char.IsControl) == true)
            wrong.Add(DesignTexts.Words.Field("name", "required", "name", user.Language));
        else if (request.Name?.Any(char.IsSurrogate) == true && !IsWellFormed(request.Name))
            wrong.Add(DesignTexts.Words.Field("name", "required", "name", user.Language));
        else if (request.Name?.Trim().Length > DesignGuard.NameMaxLength)
            wrong.Add(
                DesignTexts.Words.Field("name", "maxLength", "comment-length", user.Language, ("max", $"{DesignGuard.NameMaxLength}"))
            );
        return wrong;
    }

    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == System.Text.Rune.ReplacementChar)
                return false;
        }
        return true;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/designs",
                async (StartDesignRequest request, DeskUser user, StartDesign handler, CancellationToken ct) =>
                    Answer.Created(
                        await handler.Handle(user, request, ct),
                        design => string.Create(CultureInfo.InvariantCulture, $"/api/designs/{design.Key}")
                    )
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe(
                "StartDesign",
                "Start a design: empty, from a deployed version or from a file",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<DesignLine>(StatusCodes.Status201Created);
}

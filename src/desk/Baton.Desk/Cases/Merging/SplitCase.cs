using System.Text.Json.Nodes;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Merging;

/// <summary>What goes into a case of its own.</summary>
/// <param name="CaseNumber">Number or key of the case that is split.</param>
/// <param name="Subject">What the new case is about, in a line.</param>
public sealed record SplitCaseRequest(string CaseNumber, string Subject)
{
    /// <summary>Its description; where the case came from stands before it.</summary>
    public string? Description { get; init; }

    /// <summary>Keys of the contacts, attachments and notes that go along; each must be the split case's own.</summary>
    public IReadOnlyList<long> Contacts { get; init; } = [];
    public IReadOnlyList<long> Attachments { get; init; } = [];
    public IReadOnlyList<long> Notes { get; init; } = [];
}

/// <summary>
/// Splits a part of a case off into a new one of the same type, for the same customer. Notes are what was said between the steps; what was said on a
/// step stays with it. Something must remain. Merging the new case into the old one takes it back.
/// </summary>
public sealed class SplitCase(DeskReader reader, OpenCase open)
{
    public async Task<Outcome<CaseOpened>> Handle(DeskUser user, SplitCaseRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.SteerCases))
            return Problems.Forbidden(user.Language);
        var (source, sight) = await reader.Read(
            async db =>
            {
                var row = await CaseGuard.Find(db, user, request.CaseNumber, ct);
                return (
                    row,
                    row is null ? FieldSight.Everything : (await FieldRights.Of(db, row.TypeCode, ct)).For(user, row.DepartmentCode)
                );
            },
            ct
        );
        if (source is null)
            return Problems.NotFound("case", user.Language);
        if (!user.MayIn(Permissions.SteerCases, source.DepartmentCode))
            return Problems.Forbidden(user.Language);
        return await open.Handle(
            user,
            Request(source, request, user) with
            {
                Inherited = new(JsonNode.Parse(source.FormData)!.AsObject(), sight.Unread),
            },
            (unit, db, made) => Move(unit, db, user, source.Key, request, made, ct),
            ct
        );
    }

    /// <summary>Pure: the new case as one to open.</summary>
    private static OpenCaseRequest Request(Case source, SplitCaseRequest request, DeskUser user)
    {
        string?[] description =
        [
            DeskTexts.Get("case.split-from", user.Language, ("number", source.Number), ("subject", source.Subject)),
            request.Description,
        ];
        return new(source.TypeCode, request.Subject)
        {
            CustomerKey = source.CustomerKey,
            Phone = source.CustomerPhone,
            Channel = source.Channel,
            Follows = true,
            Category = source.CategoryCode,
            Department = source.DepartmentCode,
            UnitManager = source.UnitManager,
            Description = string.Join("\n\n", description.Where(text => !string.IsNullOrWhiteSpace(text))),
        };
    }

    private static async ValueTask<Problem?> Move(
        UnitOfWork unit,
        DeskDb db,
        DeskUser user,
        long sourceKey,
        SplitCaseRequest request,
        Case made,
        CancellationToken ct
    )
    {
        var source = await db.Cases.SingleAsync(row => row.Key == sourceKey, ct);
        if (source.IsClosed)
            return Problems.Rejected("case-closed", user.Language, ("number", source.Number));
        var contacts = await db.Contacts.Where(row => row.CaseKey == sourceKey).ToListAsync(ct);
        var files = await AttachmentRows.OfCase(db, sourceKey).ToListAsync(ct);
        var notes = await db.Opinions.Where(row => row.CaseKey == sourceKey && row.TaskKey == null).ToListAsync(ct);
        var ownFiles = files.Select(file => file.VersionOf ?? file.Key).Distinct().ToList();
        var own = contacts.Select(row => row.Key).Concat(ownFiles).Concat(notes.Select(row => row.Key)).ToHashSet();
        var chosen = (request.Contacts ?? []).Concat(request.Attachments ?? []).Concat(request.Notes ?? []).ToHashSet();
        if (chosen.Count == 0 || !chosen.IsSubsetOf(own))
            return Problems.Invalid(user.Language, Problems.Field("contacts", "unknown", "case.split-what", user.Language));
        if (chosen.Count == own.Count)
            return Problems.Rejected("split-all", user.Language, ("number", source.Number));

        foreach (var contact in contacts.Where(row => chosen.Contains(row.Key)))
            contact.CaseKey = made.Key;
        foreach (var file in files.Where(row => chosen.Contains(row.VersionOf ?? row.Key)))
            file.CaseKey = made.Key;
        foreach (var note in notes.Where(row => chosen.Contains(row.Key)))
            note.CaseKey = made.Key;
        made.SplitFromKey = source.Key;
        (source.UpdatedAt, source.Version) = (unit.Now, source.Version + 1);
        Timeline.Add(db, unit, source.Key, MergeCodes.SplitOff, user.UserName, null, ("number", made.Number), ("count", $"{chosen.Count}"));
        Timeline.Add(
            db,
            unit,
            made.Key,
            MergeCodes.SplitFrom,
            user.UserName,
            null,
            ("number", source.Number),
            ("count", $"{chosen.Count}")
        );
        unit.Tell(DeskChanges.Case(source.Key));
        return null;
    }

    /// <summary>What a caller sends; the case is in the address.</summary>
    public sealed record Body(string Subject)
    {
        public string? Description { get; init; }
        public IReadOnlyList<long> Contacts { get; init; } = [];
        public IReadOnlyList<long> Attachments { get; init; } = [];
        public IReadOnlyList<long> Notes { get; init; } = [];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/cases/{number}/split",
                async (string number, Body body, DeskUser user, SplitCase handler, CancellationToken ct) =>
                    Answer.Created(
                        await handler.Handle(
                            user,
                            new(number, body.Subject)
                            {
                                Description = body.Description,
                                Contacts = body.Contacts,
                                Attachments = body.Attachments,
                                Notes = body.Notes,
                            },
                            ct
                        ),
                        opened => "/api/cases/" + opened.Number
                    )
            )
            .RequirePermission(Permissions.SteerCases)
            .Describe(
                "SplitCase",
                "Split contacts, attachments and notes off into a new case",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<CaseOpened>(StatusCodes.Status201Created);
}

using System.Text.Json.Serialization;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Phrases;

/// <summary>A phrase to keep.</summary>
/// <param name="Shortcut">What is typed behind a slash: letters, digits, hyphens and underlines, 30 at most.</param>
/// <param name="Title">What it is called; 100 characters at most.</param>
/// <param name="Text">4,000 characters at most; {customer}, {number}, {agent} and {today} are filled when it is inserted.</param>
/// <param name="Scope">Who has it.</param>
/// <param name="Department">Code of the department; only where a department has it.</param>
/// <param name="Language">en, zh-Hans or zh-Hant; null where it fits any.</param>
/// <param name="Category">Code of the category that it is for; null for any.</param>
public sealed record SavePhraseRequest(
    string Shortcut,
    string Title,
    string Text,
    PhraseScope Scope = PhraseScope.Own,
    string? Department = null,
    string? Language = null,
    string? Category = null
)
{
    /// <summary>The phrase to change; null for another one.</summary>
    [JsonIgnore]
    public long? Key { get; init; }

    /// <summary>The version that was read; null to overwrite whatever there is.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Keeps a phrase, or changes one.</summary>
public sealed class SavePhrase(BatonRuntime runtime)
{
    public async Task<Outcome<PhraseView>> Handle(DeskUser user, SavePhraseRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!PhraseRules.MayUse(user))
            return Problems.Forbidden(user.Language);
        if (PhraseRules.Check(user, request) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<PhraseView>(unit => Save(unit, user, request, ct), ct);
    }

    private static async ValueTask<Outcome<PhraseView>> Save(
        UnitOfWork unit,
        DeskUser user,
        SavePhraseRequest request,
        CancellationToken ct
    )
    {
        await using var db = DeskDb.In(unit);
        var managed = await PhraseRules.Managed(db, user, ct);
        var owner = request.Scope == PhraseScope.Own ? user.UserName : null;
        var department = request.Scope == PhraseScope.Department ? request.Department : null;
        var existing = request.Key is { } key
            ? await PhraseRules.Visible(db, user, toManage: true).SingleOrDefaultAsync(one => one.Key == key, ct)
            : null;
        if (request.Key is not null && existing is null)
            return PhraseTexts.Words.NotFound(user.Language);
        if (
            !PhraseRules.MayKeep(user, owner, department, null, managed)
            || (existing is not null && !PhraseRules.MayKeep(user, existing.Owner, existing.DepartmentCode, existing.Pack, managed))
        )
            return Problems.Forbidden(user.Language);
        if (existing is not null && Problems.UnlessVersion(request.Version, existing.Version, user.Language) is { } changed)
            return changed;
        var (shortcut, language, category) = (PhraseRules.Shortcut(request.Shortcut), Given(request.Language), Given(request.Category));
        if (category is not null && !await db.Categories.AnyAsync(one => one.Code == category && !one.IsRetired, ct))
        {
            var unknown = Problems.Field("category", "unknown", "case.unknown-category", user.Language, ("code", category));
            return Problems.Invalid(user.Language, unknown);
        }
        var same = db.Set<Phrase>()
            .Where(one => one.Owner == owner && one.DepartmentCode == department && one.Shortcut == shortcut && one.Language == language);
        if (await same.AnyAsync(one => one.Key != request.Key, ct))
            return PhraseTexts.Words.Exists("shortcut-exists", user.Language, ("shortcut", shortcut));
        if (existing is null && owner is not null && await db.Set<Phrase>().CountAsync(one => one.Owner == owner, ct) >= PhraseRules.OwnMax)
            return PhraseTexts.Words.Rejected("too-many", user.Language, ("max", $"{PhraseRules.OwnMax}"));

        var row = existing ?? db.Add(New(unit)).Entity;
        (row.Owner, row.DepartmentCode, row.Language, row.CategoryCode) = (owner, department, language, category);
        (row.Shortcut, row.Title, row.Text) = (shortcut, request.Title.Trim(), NoteRules.Clean(request.Text));
        row.SearchText = SearchText.Fold(row.Shortcut, row.Title, row.Text);
        (row.UpdatedAt, row.Version) = (unit.Now, row.Version + 1);
        await db.SaveChangesAsync(ct);
        return (await ListPhrases.View(db, [row], user, managed, ct))[0];
    }

    private static Phrase New(UnitOfWork unit) =>
        new()
        {
            Key = unit.NextKey(),
            Shortcut = "",
            Title = "",
            Text = "",
            SearchText = "",
            UpdatedAt = unit.Now,
        };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/phrases",
                async (SavePhraseRequest request, DeskUser user, SavePhrase handler, CancellationToken ct) =>
                    Answer.Created(await handler.Handle(user, request, ct), phrase => $"/api/phrases/{phrase.Key}")
            )
            .RequirePermission(PhraseRules.Users)
            .Describe("CreatePhrase", "Keep a phrase", StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict)
            .Produces<PhraseView>(StatusCodes.Status201Created);
        routes
            .MapPut(
                "/phrases/{key:long}",
                async (long key, SavePhraseRequest request, DeskUser user, SavePhrase handler, HttpContext context, CancellationToken ct) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Key = key, Version = Answer.IfMatch(context) }, ct),
                        context,
                        phrase => phrase.Version
                    )
            )
            .RequirePermission(PhraseRules.Users)
            .Describe(
                "ChangePhrase",
                "Change a phrase",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<PhraseView>();
    }
}

using System.Text.Json.Serialization;
using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Phrases;

/// <summary>A phrase to insert.</summary>
/// <param name="CaseNumber">The case that is written on, by number or key; null where there is none yet.</param>
/// <param name="Customer">The customer's name where there is no case yet; null where it is not known.</param>
public sealed record UsePhraseRequest(string? CaseNumber = null, string? Customer = null)
{
    [JsonIgnore]
    public long Key { get; init; }
}

/// <summary>The text to insert.</summary>
public sealed record FilledPhrase(string Text);

/// <summary>Fills the place-holders of a phrase and counts that it was used, so that what is used most is offered first.</summary>
public sealed class UsePhrase(BatonRuntime runtime, IOptions<DeskOptions> options)
{
    private const int CustomerMaxLength = 200;

    public async Task<Outcome<FilledPhrase>> Handle(DeskUser user, UsePhraseRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!PhraseRules.MayUse(user))
            return Problems.Forbidden(user.Language);
        if (request.Customer?.Length > CustomerMaxLength)
        {
            var tooLong = Problems.Field("customer", "maxLength", "task.text-length", user.Language, ("max", $"{CustomerMaxLength}"));
            return Problems.Invalid(user.Language, tooLong);
        }
        return await runtime.Write<FilledPhrase>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var phrase = await PhraseRules
                    .Visible(db, user, toManage: true)
                    .AsNoTracking()
                    .SingleOrDefaultAsync(row => row.Key == request.Key, ct);
                if (phrase is null)
                    return PhraseTexts.Words.NotFound(user.Language);
                var row = request.CaseNumber is null ? null : await CaseGuard.Find(db, user, request.CaseNumber, ct);
                if (request.CaseNumber is not null && row is null)
                    return Problems.NotFound("case", user.Language);
                await db.Set<Phrase>()
                    .Where(one => one.Key == phrase.Key)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.UseCount, one => one.UseCount + 1), ct);
                var today = TimeZoneInfo.ConvertTime(unit.Now, options.Value.Zone(runtime.Clock)).Date;
                var values = new PhraseValues(
                    user.DisplayName,
                    DateOnly.FromDateTime(today),
                    row?.CustomerName ?? request.Customer,
                    row?.Number
                );
                return new FilledPhrase(PhraseText.Fill(phrase.Text, phrase.Language ?? user.Language, values));
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/phrases/{key:long}/use",
                async (long key, UsePhraseRequest request, DeskUser user, UsePhrase handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request with { Key = key }, ct))
            )
            .RequirePermission(PhraseRules.Users)
            .Describe(
                "UsePhrase",
                "The text of a phrase with its place-holders filled",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<FilledPhrase>();
}

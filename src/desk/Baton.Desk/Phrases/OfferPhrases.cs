using Baton.Desk.Cases.Assessing;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Phrases;

/// <summary>A phrase that can be inserted.</summary>
/// <param name="Key">By which it is used.</param>
/// <param name="Shortcut">What is typed behind a slash.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Beginning">How its text begins, in a line.</param>
public sealed record PhraseOffer(long Key, string Shortcut, string Title, string Beginning);

/// <summary>
/// Offers phrases while somebody writes: those whose shortcut begins as typed, then those that have the words; of either first those that fit the reader's
/// language, those made for the category of the case, and those that are used most.
/// </summary>
public sealed class OfferPhrases(DeskReader reader)
{
    private const int Offered = 8;

    /// <summary>The most used of those that fit are looked at.</summary>
    private const int Candidates = 200;

    private const int BeginningLength = 80;
    private const int SearchMaxLength = 100;

    /// <param name="user">Who writes.</param>
    /// <param name="search">What is typed behind the slash; null or empty for any.</param>
    /// <param name="category">Code of the case's category: phrases made for another one are not offered. Null where it is not known: all are.</param>
    /// <param name="ct">Gives up looking.</param>
    public async Task<Outcome<IReadOnlyList<PhraseOffer>>> Handle(DeskUser user, string? search, string? category, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!PhraseRules.MayUse(user))
            return Problems.Forbidden(user.Language);
        var part = SearchText.Fold((search ?? "").Trim());
        if (part.Length > SearchMaxLength)
            return Outcome.Of<IReadOnlyList<PhraseOffer>>([]);
        return await reader.Read(
            async db =>
            {
                var path = await CategoryPaths.Codes(db, category, ct);
                var fitting = PhraseRules.Visible(db, user).Where(row => row.SearchText.Contains(part));
                if (path.Count > 0)
                    fitting = fitting.Where(row => row.CategoryCode == null || path.Contains(row.CategoryCode));
                var rows = await fitting.OrderByDescending(row => row.UseCount).ThenBy(row => row.Key).Take(Candidates).ToListAsync(ct);
                return Outcome.Of<IReadOnlyList<PhraseOffer>>([
                    .. Order(rows, part, user.Language, path.Count > 0).Take(Offered).Select(Offer),
                ]);
            },
            ct
        );
    }

    /// <summary>Pure.</summary>
    /// <param name="fitting">In any order.</param>
    /// <param name="part">What is typed, folded.</param>
    /// <param name="language">The reader's.</param>
    /// <param name="isForCategory">The category of the case is known.</param>
    internal static IEnumerable<Phrase> Order(IEnumerable<Phrase> fitting, string part, string language, bool isForCategory) =>
        fitting
            .OrderByDescending(row => row.Shortcut.StartsWith(part, StringComparison.Ordinal))
            .ThenByDescending(row => row.Language is null || row.Language == language)
            .ThenByDescending(row => isForCategory && row.CategoryCode is not null)
            .ThenByDescending(row => row.UseCount)
            .ThenByDescending(row => row.Owner is not null)
            .ThenBy(row => row.Shortcut, StringComparer.Ordinal)
            .ThenBy(row => row.Key)
            // Packs may bring the same sentence.
            .DistinctBy(row => (row.Shortcut, row.Text));

    private static PhraseOffer Offer(Phrase row)
    {
        var line = row.Text.ReplaceLineEndings(" ");
        return new(row.Key, row.Shortcut, row.Title, line.Length <= BeginningLength ? line : line[..BeginningLength] + "…");
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/phrases/offers",
                async (string? q, string? category, DeskUser user, OfferPhrases handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, q, category, ct))
            )
            .RequirePermission(PhraseRules.Users)
            .Describe("OfferPhrases", "Phrases to insert, the likeliest first")
            .Produces<IReadOnlyList<PhraseOffer>>();
}

using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Keywords;

/// <summary>Finds keywords while they are typed: those of cases that the user may read.</summary>
public sealed class FindKeywords(DeskReader reader)
{
    private const int Offered = 20;

    /// <param name="user">Who types.</param>
    /// <param name="search">The beginning of the keyword; null or empty for any.</param>
    /// <param name="ct">Cancels the search.</param>
    public async Task<Outcome<IReadOnlyList<string>>> Handle(DeskUser user, string? search, CancellationToken ct)
    {
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        var begin = SearchText.Fold((search ?? "").Trim());
        var found = await reader.Read(
            async db =>
            {
                var readable = CaseGuard.Readable(db, user);
                return await db
                    .CaseKeywords.Where(one => one.Folded.StartsWith(begin) && readable.Any(row => row.Key == one.CaseKey))
                    .GroupBy(one => one.Folded)
                    .Select(group => new { Folded = group.Key, Text = group.Min(one => one.Text)! })
                    .OrderBy(one => one.Folded)
                    .Take(Offered)
                    .Select(one => one.Text)
                    .ToListAsync(ct);
            },
            ct
        );
        return Outcome.Of<IReadOnlyList<string>>(found);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/keywords",
                async (string? search, DeskUser user, FindKeywords handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, search, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("FindKeywords", "Keywords of the cases that I may read")
            .Produces<IReadOnlyList<string>>();
}

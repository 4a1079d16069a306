using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Notes;

/// <summary>Somebody whom a note on the case can mention, as <c>@UserName</c>.</summary>
public sealed record Mentionable(string UserName, string DisplayName);

/// <summary>Finds the people whom a note on a case can mention: those who may read it, without the one who asks.</summary>
public sealed class FindMentionable(DeskReader reader)
{
    private const int Offered = 10;
    private const int SearchMaxLength = 100;

    /// <param name="user">Who writes.</param>
    /// <param name="caseNumber">Number of a case that he may read, or its key as digits.</param>
    /// <param name="search">A part of the name or of the user name; null or empty for anybody.</param>
    /// <param name="ct">Cancels the search.</param>
    public async Task<Outcome<IReadOnlyList<Mentionable>>> Handle(DeskUser user, string caseNumber, string? search, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        var part = SearchText.Fold((search ?? "").Trim());
        if (part.Length > SearchMaxLength)
            return Outcome.Of<IReadOnlyList<Mentionable>>([]);
        return await reader.Read<Outcome<IReadOnlyList<Mentionable>>>(
            async db =>
            {
                var row = await CaseGuard.Find(db, user, caseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                var readers = await CaseReaders.Of(db, row, ct);
                return await readers
                    .Where(one => one.UserName != user.UserName && one.SearchText.Contains(part))
                    .OrderBy(one => one.DisplayName)
                    .ThenBy(one => one.UserName)
                    .Take(Offered)
                    .Select(one => new Mentionable(one.UserName, one.DisplayName))
                    .ToListAsync(ct);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/cases/{number}/mentionable",
                async (string number, string? q, DeskUser user, FindMentionable handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, number, q, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("FindMentionable", "People whom a note on a case can mention", StatusCodes.Status404NotFound)
            .Produces<IReadOnlyList<Mentionable>>();
}

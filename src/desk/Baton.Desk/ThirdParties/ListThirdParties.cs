using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.ThirdParties;

/// <summary>A third party and how much it is complained of.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Names">In all languages.</param>
/// <param name="Contact">Whom to turn to there; null where nobody knows.</param>
/// <param name="Pack">Which pack keeps it; null where administrators do.</param>
/// <param name="IsRetired">No further case is about it.</param>
/// <param name="Version">To be sent back with a change.</param>
public sealed record ThirdPartyView(
    string Code,
    string Name,
    LocalizedText Names,
    string? Contact,
    string? Pack,
    bool IsRetired,
    int Version
)
{
    /// <summary>How many cases of the period that the reader may read are about it.</summary>
    public int Cases { get; init; }

    /// <summary>How many of them are open.</summary>
    public int OpenCases { get; init; }
}

/// <summary>Of which period the cases are counted; the last ninety days where nothing is said.</summary>
/// <param name="From">Opened since then.</param>
/// <param name="To">Opened before then.</param>
public sealed record ListThirdPartiesRequest(DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>Lists the third parties, those in use first, with the number of cases about each; only cases that the reader may read are counted.</summary>
public sealed class ListThirdParties(DeskReader reader)
{
    /// <summary>What is counted where no period is said.</summary>
    public static TimeSpan UsualPeriod { get; } = TimeSpan.FromDays(90);

    public async Task<Outcome<IReadOnlyList<ThirdPartyView>>> Handle(DeskUser user, ListThirdPartiesRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!CaseGuard.MayReadSome(user) && !user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        return await reader.Read(
            async db =>
            {
                var rows = await db.Set<ThirdParty>().OrderBy(row => row.IsRetired).ThenBy(row => row.Code).ToListAsync(ct);
                var counts = CaseGuard.MayReadSome(user) && rows.Count > 0 ? await Count(db, user, request, ct) : [];
                return Outcome.Of<IReadOnlyList<ThirdPartyView>>(
                    rows.ConvertAll(row =>
                    {
                        var (all, open) = counts.GetValueOrDefault(row.Code);
                        return View(row, user.Language) with { Cases = all, OpenCases = open };
                    })
                );
            },
            ct
        );
    }

    /// <summary>Those that a case can be about, without numbers, for choosing.</summary>
    public async Task<IReadOnlyList<ThirdPartyView>> Choices(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        var rows = await reader.Read(db => db.Set<ThirdParty>().Where(row => !row.IsRetired).ToListAsync(ct), ct);
        return [.. rows.Select(row => View(row, user.Language)).OrderBy(view => view.Name, StringComparer.Ordinal)];
    }

    /// <summary>Cases and open cases by code, from the index of third parties.</summary>
    private static async Task<Dictionary<string, (int All, int Open)>> Count(
        DeskDb db,
        DeskUser user,
        ListThirdPartiesRequest request,
        CancellationToken ct
    )
    {
        var to = request.To ?? DateTimeOffset.MaxValue;
        var from = request.From ?? (request.To ?? db.Now) - UsualPeriod;
        var counted = await CaseGuard
            .Readable(db, user)
            .Where(row => row.ThirdPartyCode != null && row.OpenedAt >= from && row.OpenedAt < to)
            .GroupBy(row => new { row.ThirdPartyCode, row.IsClosed })
            .Select(group => new
            {
                group.Key.ThirdPartyCode,
                group.Key.IsClosed,
                Count = group.Count(),
            })
            .ToListAsync(ct);
        return counted
            .GroupBy(one => one.ThirdPartyCode!, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => (group.Sum(one => one.Count), group.Where(one => !one.IsClosed).Sum(one => one.Count)),
                StringComparer.Ordinal
            );
    }

    internal static ThirdPartyView View(ThirdParty row, string language) =>
        new(row.Code, row.Name.In(language), row.Name, row.Contact, row.Pack, row.IsRetired, row.Version);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/third-parties",
                async (DateTimeOffset? from, DateTimeOffset? to, DeskUser user, ListThirdParties handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(from, to), ct))
            )
            .RequirePermission([.. CaseGuard.Readers, Permissions.AdministerOrganisation])
            .Describe("ListThirdParties", "Third parties with the number of my readable cases about each")
            .Produces<IReadOnlyList<ThirdPartyView>>();
}

using Baton.Desk.Access;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Organisation.Deputies;

/// <summary>The deputy of a person, and for whom he is one now.</summary>
/// <param name="UserName">The person.</param>
/// <param name="Deputy">User name of his deputy; null when he has none.</param>
/// <param name="DeputyName">The deputy's name.</param>
/// <param name="From">The first instant of the absence.</param>
/// <param name="Until">The first instant after it; absences that are over are still shown.</param>
/// <param name="StandsInFor">Names of the people whose tasks he does now.</param>
public sealed record DeputyView(
    string UserName,
    string? Deputy,
    string? DeputyName,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    IReadOnlyList<string> StandsInFor
)
{
    internal static async Task<DeputyView> Read(DeskDb db, string userName, CancellationToken ct)
    {
        var row = await db.Deputies.AsNoTracking().SingleOrDefaultAsync(one => one.UserName == userName, ct);
        var absent = await StandIns.For(db, userName).ToListAsync(ct);
        var names = await DeskUsers.Names(db, [.. absent, row?.DeputyName], ct);
        return new(
            userName,
            row?.DeputyName,
            row is null ? null : names.GetValueOrDefault(row.DeputyName, row.DeputyName),
            row?.StartsAt,
            row?.EndsAt,
            [.. absent.Select(one => names.GetValueOrDefault(one, one)).Order(StringComparer.Ordinal)]
        );
    }
}

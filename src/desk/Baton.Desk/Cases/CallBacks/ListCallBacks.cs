using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Organisation.Deputies;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.CallBacks;

/// <summary>A customer to call.</summary>
/// <param name="Key">Of the promise.</param>
/// <param name="CaseNumber">The case.</param>
/// <param name="CaseSubject">What it is about.</param>
/// <param name="CustomerName">Whom to call.</param>
/// <param name="Phone">The number, E.164; null where none is known.</param>
/// <param name="DueAt">When.</param>
/// <param name="Remark">What he is to be told; null for nothing.</param>
/// <param name="PromisedBy">User name of who promised it.</param>
/// <param name="PromisedByName">His name.</param>
/// <param name="PromisedAt">When he did.</param>
/// <param name="IsOverdue">The time is over.</param>
/// <param name="IsMine">The reader is to call; else somebody of his groups.</param>
/// <param name="IsDeputised">He who promised is absent, and the reader is his deputy.</param>
public sealed record CallBackLine(
    long Key,
    string CaseNumber,
    string CaseSubject,
    string CustomerName,
    string? Phone,
    DateTimeOffset DueAt,
    string? Remark,
    string PromisedBy,
    string PromisedByName,
    DateTimeOffset PromisedAt,
    bool IsOverdue,
    bool IsMine,
    bool IsDeputised
);

/// <summary>Lists the customers who were promised a call: the reader's own and those of his groups, what is due first first. 200 of either at most.</summary>
public sealed class ListCallBacks(DeskReader reader)
{
    private const int Max = 200;

    public async Task<Outcome<IReadOnlyList<CallBackLine>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        return await reader.Read(
            async db =>
            {
                var mine = await FirstDue(CallBackList.Mine(db, user)).ToListAsync(ct);
                var others = await FirstDue(CallBackList.OfGroups(db, user)).ToListAsync(ct);
                var absent = await StandIns.For(db, user.UserName).ToListAsync(ct);
                var keys = mine.Concat(others).Select(row => row.CaseKey).ToList();
                var cases = await db
                    .Cases.Where(row => keys.Contains(row.Key))
                    .Select(row => new
                    {
                        row.Key,
                        row.Number,
                        row.Subject,
                        row.CustomerName,
                        row.CustomerPhone,
                    })
                    .ToDictionaryAsync(row => row.Key, ct);
                var names = await DeskUsers.Names(db, mine.Concat(others).Select(row => row.PromisedBy), ct);
                return Outcome.Of<IReadOnlyList<CallBackLine>>([
                    .. mine.Select(row => Line(row, true)),
                    .. others.Select(row => Line(row, false)),
                ]);

                CallBackLine Line(CallBack row, bool isMine)
                {
                    var owner = cases[row.CaseKey];
                    return new(
                        row.Key,
                        owner.Number,
                        owner.Subject,
                        owner.CustomerName,
                        owner.CustomerPhone,
                        row.DueAt,
                        row.Remark,
                        row.PromisedBy,
                        names.GetValueOrDefault(row.PromisedBy, row.PromisedBy),
                        row.PromisedAt,
                        row.DueAt <= db.Now,
                        isMine,
                        isMine && absent.Contains(row.PromisedBy, StringComparer.Ordinal)
                    );
                }
            },
            ct
        );
    }

    private static IQueryable<CallBack> FirstDue(IQueryable<CallBack> rows) =>
        rows.OrderBy(row => row.DueAt).ThenBy(row => row.Key).Take(Max);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/call-backs",
                async (DeskUser user, ListCallBacks handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ListCallBacks", "Customers whom I or my groups have promised to call back")
            .Produces<IReadOnlyList<CallBackLine>>();
}

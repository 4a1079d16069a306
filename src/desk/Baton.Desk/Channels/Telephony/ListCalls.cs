using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Customers;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Telephony;

/// <summary>A call.</summary>
/// <param name="Key">By which it is addressed.</param>
/// <param name="Phase">ringing, answered, ended or missed.</param>
/// <param name="Number">At the other end; null where it is withheld.</param>
/// <param name="IsOutbound">The desk's people called.</param>
/// <param name="UserName">Whose call it is; null while nobody has it.</param>
/// <param name="UserDisplayName">What he is called.</param>
/// <param name="CustomerKey">The customer who has the number.</param>
/// <param name="CustomerName">What he is called.</param>
/// <param name="StartedAt">When it was heard of first.</param>
/// <param name="Length">Minutes and seconds of talking; null where there was none.</param>
/// <param name="Recording">Where the recording lies.</param>
/// <param name="ContactKey">The contact that was made of it.</param>
/// <param name="CaseNumber">The case that it is about, where the reader may read it.</param>
public sealed record CallRow(
    long Key,
    string Phase,
    string? Number,
    bool IsOutbound,
    string? UserName,
    string? UserDisplayName,
    long? CustomerKey,
    string? CustomerName,
    DateTimeOffset StartedAt,
    string? Length,
    string? Recording,
    long? ContactKey,
    string? CaseNumber
);

/// <summary>A page of calls, newest first.</summary>
public sealed record CallPage(IReadOnlyList<CallRow> Items, string? NextCursor);

/// <summary>A call that comes up on the screen of whoever may take it.</summary>
/// <param name="Row">The call.</param>
/// <param name="Customer">Who has the number; null where nobody or several have it.</param>
/// <param name="Cases">His open cases that the reader may read.</param>
public sealed record LiveCall(CallRow Row, CustomerCard? Customer, IReadOnlyList<LiveCallCase> Cases);

/// <summary>An open case of the caller's.</summary>
public sealed record LiveCallCase(string Number, string Subject);

/// <summary>Lists calls: those that are on now, and the log.</summary>
public sealed class ListCalls(DeskReader reader, TimeProvider clock, IOptions<TelephonyOptions> options)
{
    private const int CasesShown = 5;
    private const int LiveShown = 3;

    /// <summary>An exchange that forgets to say that a call has ended does not leave it on the screen for ever.</summary>
    private static readonly TimeSpan LongestLive = TimeSpan.FromHours(2);

    /// <summary>True where an exchange tells of calls and the user takes them.</summary>
    public bool IsOffered(DeskUser user) => options.Value.IsOn && CallGuard.MayTake(user);

    /// <summary>The log: own calls, for those who steer also their departments'.</summary>
    public async Task<Outcome<CallPage>> Handle(DeskUser user, string? phase, string? cursor, int? limit, CancellationToken ct)
    {
        if (!CallGuard.MayTake(user))
            return Problems.Forbidden(user.Language);
        var max = Math.Clamp(limit ?? 50, 1, 200);
        var before = Cursor.Decode(cursor)?.Key ?? long.MaxValue;
        return await reader.Read<Outcome<CallPage>>(
            async db =>
            {
                var query = CallGuard.Readable(db, user).Where(row => row.Key < before);
                if (!string.IsNullOrEmpty(phase))
                    query = query.Where(row => row.Phase == phase);
                var rows = await query.OrderByDescending(row => row.Key).Take(max + 1).ToListAsync(ct);
                var next = rows.Count > max ? new Cursor(null, rows[max - 1].Key).Encode() : null;
                return new CallPage(await Rows(db, user, [.. rows.Take(max)], ct), next);
            },
            ct
        );
    }

    /// <summary>What rings at the user or his queues now, and what he is talking about; without those that have a case already.</summary>
    public Task<IReadOnlyList<LiveCall>> Live(DeskUser user, CancellationToken ct) =>
        reader.Read(
            async db =>
            {
                var since = clock.GetUtcNow() - LongestLive;
                var calls = await CallGuard
                    .Live(db, user)
                    .Where(row => row.ContactKey == null && row.StartedAt > since)
                    .OrderByDescending(row => row.StartedAt)
                    .Take(LiveShown)
                    .ToListAsync(ct);
                var rows = await Rows(db, user, calls, ct);
                var live = new List<LiveCall>(rows.Count);
                foreach (var row in rows)
                    live.Add(await Live(db, user, row, ct));
                return (IReadOnlyList<LiveCall>)live;
            },
            ct
        );

    private static async Task<LiveCall> Live(DeskDb db, DeskUser user, CallRow row, CancellationToken ct)
    {
        var customer = row.CustomerKey is { } key ? await CustomerRows.Find(db, key, ct) : null;
        if (customer is null)
            return new(row, null, []);
        var cases = CaseGuard.MayReadSome(user)
            ? await CaseGuard
                .Readable(db, user)
                .Where(one => one.CustomerKey == customer.Key && !one.IsClosed)
                .OrderByDescending(one => one.OpenedAt)
                .Take(CasesShown)
                .Select(one => new LiveCallCase(one.Number, one.Subject))
                .ToListAsync(ct)
            : [];
        return new(row, (await CustomerViews.Cards(db, [customer], user.Language, ct))[0], cases);
    }

    private static async Task<List<CallRow>> Rows(DeskDb db, DeskUser user, List<Call> calls, CancellationToken ct)
    {
        var names = await DeskUsers.Names(db, calls.Select(row => row.UserName), user.Language, ct);
        var customers = calls.Select(row => row.CustomerKey).OfType<long>().Distinct().ToList();
        var known = await db.Customers.Where(row => customers.Contains(row.Key)).ToDictionaryAsync(row => row.Key, row => row.Name, ct);
        var contacts = calls.Select(row => row.ContactKey).OfType<long>().Distinct().ToList();
        var cases = await db
            .IncomingContacts.Where(row => contacts.Contains(row.Key) && row.CaseKey != null)
            .Join(CaseGuard.Readable(db, user), row => row.CaseKey, one => one.Key, (row, one) => new { row.Key, one.Number })
            .ToDictionaryAsync(one => one.Key, one => one.Number, ct);
        return calls.ConvertAll(row => new CallRow(
            row.Key,
            row.Phase,
            row.Other,
            row.IsOutbound,
            row.UserName,
            row.UserName is { } name ? names.GetValueOrDefault(name, name) : null,
            row.CustomerKey,
            row.CustomerKey is { } customer ? known.GetValueOrDefault(customer) : null,
            row.StartedAt,
            row is { AnsweredAt: not null, EndedAt: not null } ? CallContacts.Length(row) : null,
            row.Recording,
            row.ContactKey,
            row.ContactKey is { } contact ? cases.GetValueOrDefault(contact) : null
        ));
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/calls",
                async (string? phase, string? cursor, int? limit, DeskUser user, ListCalls handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, phase, cursor, limit, ct))
            )
            .RequirePermission(Permissions.WorkOnContacts)
            .Describe("ListCalls", "My calls, and those of my departments where I steer; newest first")
            .Produces<CallPage>();
}

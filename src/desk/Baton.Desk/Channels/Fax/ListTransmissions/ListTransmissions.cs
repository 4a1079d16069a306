using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Fax.ListTransmissions;

/// <summary>Which transmissions, newest first.</summary>
public sealed record ListTransmissionsRequest
{
    /// <summary>queued, sending, sent, failed or canceled.</summary>
    public string? Status { get; init; }

    /// <summary>A whole number, or at least three digits of one.</summary>
    public string? Number { get; init; }
    public long? Round { get; init; }

    /// <summary>Case number or key.</summary>
    public string? Case { get; init; }

    /// <summary>Made at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Made before.</summary>
    public DateTimeOffset? To { get; init; }
    public string? Cursor { get; init; }
    public int? Limit { get; init; }
}

/// <summary>Lists transmissions: all for those who work on faxes, else those of the cases that the user may read.</summary>
public sealed class ListTransmissions(DeskReader reader, IOptions<FaxOptions> options)
{
    private const int MaxLimit = 200;
    private const int DefaultLimit = 50;

    public async Task<Outcome<Page<FaxTransmissionView>>> Handle(DeskUser user, ListTransmissionsRequest request, CancellationToken ct)
    {
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        FaxStatus? status = null;
        if (request.Status is { Length: > 0 } name)
        {
            status = FaxTransmissionView.StatusOf(name);
            if (status is null)
                return Problems.Invalid(user.Language, FaxTexts.Words.Field("status", "unknown", "unknown-status", user.Language));
        }

        var limit = Math.Clamp(request.Limit ?? DefaultLimit, 1, MaxLimit);
        return await reader.Read(db => Read(db, user, request, status, limit, ct), ct);
    }

    private async Task<Page<FaxTransmissionView>> Read(
        DeskDb db,
        DeskUser user,
        ListTransmissionsRequest request,
        FaxStatus? status,
        int limit,
        CancellationToken ct
    )
    {
        var cases = user.May(Permissions.WorkOnFaxes) ? db.Cases : CaseGuard.Readable(db, user);
        if (request.Case is { Length: > 0 } @case)
        {
            var key = long.TryParse(@case, System.Globalization.CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
            cases = cases.Where(row => row.Number == @case || row.Key == key);
        }

        var transmissions = Filter(db.Set<FaxTransmission>(), request, status);
        if (Cursor.Decode(request.Cursor) is { } after)
            transmissions = transmissions.Where(row => row.Key < after.Key);
        var rows = await (
            from row in transmissions
            join one in cases on row.CaseKey equals one.Key
            join round in db.Set<FaxRound>() on row.RoundKey equals round.Key into rounds
            from round in rounds.DefaultIfEmpty()
            orderby row.Key descending
            select new
            {
                row,
                one.Number,
                one.CustomerName,
                At = (DateTimeOffset?)round.At,
            }
        )
            .Take(limit + 1)
            .ToListAsync(ct);
        var items = rows.Take(limit)
            .Select(found => FaxTransmissionView.Of(found.row, found.Number, found.CustomerName, found.At))
            .ToList();
        return new Page<FaxTransmissionView>(items, rows.Count > limit ? new Cursor(null, items[^1].Key).Encode() : null);
    }

    private IQueryable<FaxTransmission> Filter(IQueryable<FaxTransmission> rows, ListTransmissionsRequest request, FaxStatus? status)
    {
        if (status is { } wanted)
            rows = rows.Where(row => row.Status == wanted);
        if (request.Round is { } round)
            rows = rows.Where(row => row.RoundKey == round);
        if (request.From is { } from)
            rows = rows.Where(row => row.CreatedAt >= from);
        if (request.To is { } to)
            rows = rows.Where(row => row.CreatedAt < to);
        if (request.Number is { Length: > 0 } number)
        {
            var whole = FaxNumbers.Normalise(number, options.Value.DefaultRegion);
            var digits = string.Concat(number.Where(char.IsAsciiDigit));
            rows = rows.Where(row => row.Number == whole || (digits.Length >= 3 && row.Number.Contains(digits)));
        }

        return rows;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/fax/transmissions",
                async (
                    [FromQuery] string? status,
                    [FromQuery] string? number,
                    [FromQuery] long? round,
                    [FromQuery(Name = "case")] string? @case,
                    [FromQuery] DateTimeOffset? from,
                    [FromQuery] DateTimeOffset? to,
                    [FromQuery] string? cursor,
                    [FromQuery] int? limit,
                    DeskUser user,
                    ListTransmissions handler,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(
                            user,
                            new ListTransmissionsRequest
                            {
                                Status = status,
                                Number = number,
                                Round = round,
                                Case = @case,
                                From = from,
                                To = to,
                                Cursor = cursor,
                                Limit = limit,
                            },
                            ct
                        )
                    )
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ListFaxTransmissions", "Faxes, newest first", StatusCodes.Status400BadRequest)
            .Produces<Page<FaxTransmissionView>>();
}

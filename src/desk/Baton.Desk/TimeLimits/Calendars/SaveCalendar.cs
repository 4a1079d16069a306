using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Calendars.Holidays;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>A calendar as it is to be.</summary>
/// <param name="Name">In at least one language; 200 characters at most.</param>
/// <param name="Content">Zone, hours and special days.</param>
/// <param name="IsDefault">Counts where neither policy, unit nor tier names a calendar; the one that was the default is it no longer.</param>
/// <param name="IsRetired">Reckons on for what uses it, but is offered no more.</param>
/// <param name="Subscription">Where further holidays are read from each day; null for nowhere.</param>
public sealed record SaveCalendarRequest(
    LocalizedText Name,
    CalendarContent Content,
    bool IsDefault = false,
    bool IsRetired = false,
    SubscriptionRequest? Subscription = null
)
{
    /// <summary>Letters, digits and <c>. _ -</c>; 100 at most.</summary>
    [JsonIgnore]
    public string Code { get; init; } = "";

    /// <summary>It must not exist yet.</summary>
    [JsonIgnore]
    public bool IsNew { get; init; }

    /// <summary>The version that was read; null to overwrite whatever there is.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>An iCalendar file that is read each day.</summary>
/// <param name="Address">http or https, on the public Internet or a host that the configuration allows.</param>
/// <param name="MakeUpWords">Words in the name of an event that make it a day of work.</param>
/// <param name="MakeUpLike">The weekday whose hours such a day has.</param>
public sealed record SubscriptionRequest(string Address, IReadOnlyList<string>? MakeUpWords = null, string? MakeUpLike = null);

/// <summary>Makes a calendar or changes it. Clocks that run reckon by it as it is now from then on.</summary>
public sealed partial class SaveCalendar(BatonRuntime runtime)
{
    private const int NameMaxLength = 200;

    public async Task<Outcome<CalendarView>> Handle(DeskUser user, SaveCalendarRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageTimeLimits))
            return Problems.Forbidden(user.Language);
        if (Check(user, request, runtime.Clock.GetUtcNow()) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<CalendarView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.Set<DeskCalendar>().SingleOrDefaultAsync(one => one.Code == request.Code, ct);
                if (row is not null && request.IsNew)
                    return CalendarTexts.Words.Exists("code-exists", user.Language, ("code", row.Code));
                if (row is not null && Problems.UnlessVersion(request.Version, row.Version, user.Language) is { } changed)
                    return changed;
                row ??= db.Add(
                    new DeskCalendar
                    {
                        Code = request.Code,
                        Name = request.Name,
                        Content = "",
                    }
                ).Entity;
                Write(unit, row, request);
                if (request.IsDefault)
                    foreach (var other in await db.Set<DeskCalendar>().Where(one => one.IsDefault && one.Code != row.Code).ToListAsync(ct))
                        (other.IsDefault, other.Version) = (false, other.Version + 1);
                await db.SaveChangesAsync(ct);
                return await ListCalendars.View(db, row, user.Language, ct);
            },
            ct
        );
    }

    private static void Write(UnitOfWork unit, DeskCalendar row, SaveCalendarRequest request)
    {
        row.Name = new(Given(request.Name.ZhHans), Given(request.Name.ZhHant), Given(request.Name.En));
        row.Content = request.Content.ToJson();
        (row.IsDefault, row.IsRetired, row.IsOwn) = (request.IsDefault, request.IsRetired, true);
        row.Version++;
        var words = string.Join(',', request.Subscription?.MakeUpWords ?? []);
        var subscription = (request.Subscription?.Address.Trim(), words.Length == 0 ? null : words, request.Subscription?.MakeUpLike);
        if ((row.Address, row.MakeUpWords, row.MakeUpLike) == subscription)
            return;
        // Days of another address would be wrong; those of the same one stay until it was read by the new words.
        if (row.Address != subscription.Item1)
            (row.Imported, row.NotUnderstood, row.ReadAt) = (null, null, null);
        (row.Address, row.MakeUpWords, row.MakeUpLike) = subscription;
        (row.FailedAt, row.Failure) = (null, null);
        row.NextReadAt = row.Address is null ? null : unit.Now;
        if (row.Address is not null)
            unit.SetSchedule(ReadSubscription.Schedule, unit.Now);
    }

    private static List<FieldProblem> Check(DeskUser user, SaveCalendarRequest request, DateTimeOffset now)
    {
        var wrong = new List<FieldProblem>();
        if (!CodePattern().IsMatch(request.Code))
            wrong.Add(CalendarTexts.Words.Field("code", "pattern", "code", user.Language));
        string?[] names = [request.Name?.ZhHans, request.Name?.ZhHant, request.Name?.En];
        if (names.All(name => Given(name).Length == 0) || names.Any(name => name?.Length > NameMaxLength))
            wrong.Add(CalendarTexts.Words.Field("name", "length", "name", user.Language, ("max", $"{NameMaxLength}")));
        if (request.Content is null)
            wrong.Add(CalendarTexts.Words.Field("content", "required", "content", user.Language));
        else
            wrong.AddRange(
                CalendarReading.Of(request.Content, null, now).Faults.Select(fault => CalendarTexts.Field(fault, user.Language))
            );
        if (request.Subscription is not { } subscription)
            return wrong;
        if (PublicAddress.Usable(subscription.Address) is null)
            wrong.Add(CalendarTexts.Words.Field("subscription.address", "address", "failure.address", user.Language));
        if (
            ReadHolidays.Wrong(
                subscription.MakeUpWords ?? [],
                subscription.MakeUpLike,
                "subscription.makeUpWords",
                "subscription.makeUpLike",
                user.Language
            ) is
            { } words
        )
            wrong.Add(words);
        return wrong;
    }

    private static string Given(string? text) => text?.Trim() ?? "";

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/calendars/{code}",
                async (
                    string code,
                    SaveCalendarRequest request,
                    DeskUser user,
                    SaveCalendar handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Code = code, Version = Answer.IfMatch(context) }, ct),
                        context,
                        calendar => calendar.Version
                    )
            )
            .RequirePermission(Permissions.ManageTimeLimits)
            .Describe(
                "SaveCalendar",
                "Make a calendar of working hours, or change it",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<CalendarView>();
}

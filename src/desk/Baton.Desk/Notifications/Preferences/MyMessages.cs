using Baton.Desk.Http;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Preferences;

/// <summary>How somebody wants to be told beside the bell.</summary>
/// <param name="TaskChannels">Channels by which he hears of a task that arrives: mail, sms, voice, push.</param>
/// <param name="ReminderChannels">Channels by which he is reminded beside those of the policy.</param>
/// <param name="QuietFrom">Begin of his quiet hours, as 22:00; null for none.</param>
/// <param name="QuietTo">Their end.</param>
/// <param name="TimeZone">IANA name of the zone of his hours; null for that of the desk.</param>
/// <param name="DigestTimes">When mails that were collected for him leave as one, such as 09:00; empty sends each at once.</param>
public sealed record MessagePreferences(
    IReadOnlyList<string> TaskChannels,
    IReadOnlyList<string> ReminderChannels,
    string? QuietFrom = null,
    string? QuietTo = null,
    string? TimeZone = null,
    IReadOnlyList<string>? DigestTimes = null
)
{
    /// <summary>Where he can be reached, for him to see; what is sent here is passed over.</summary>
    public string? Mail { get; init; }

    /// <summary>His telephone number, likewise.</summary>
    public string? Phone { get; init; }
}

/// <summary>Shows and keeps how the user himself wants to be told.</summary>
public sealed class MyMessages(DeskReader reader, BatonRuntime runtime)
{
    /// <summary>The bell rings anyway, and nobody has a fax of his own.</summary>
    internal static IReadOnlyList<string> Channels { get; } =
    [MessageChannels.Mail, MessageChannels.Sms, MessageChannels.Voice, MessageChannels.Push];

    private const int DigestsMax = 6;

    public async Task<Outcome<MessagePreferences>> Show(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        return await reader.Read(db => Read(db, user, ct), ct);
    }

    public async Task<Outcome<MessagePreferences>> Save(DeskUser user, MessagePreferences request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (Check(request, user.Language) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<MessagePreferences>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row =
                    await db.Set<MessagePreference>().SingleOrDefaultAsync(one => one.UserName == user.UserName, ct)
                    ?? db.Add(new MessagePreference { UserName = user.UserName }).Entity;
                row.TaskChannels = Join(request.TaskChannels);
                row.ReminderChannels = Join(request.ReminderChannels);
                (row.QuietFrom, row.QuietTo) = (Given(request.QuietFrom), Given(request.QuietTo));
                row.TimeZone = Given(request.TimeZone);
                row.DigestTimes = Join([.. (request.DigestTimes ?? []).Order(StringComparer.Ordinal)]);
                (row.UpdatedAt, row.Version) = (unit.Now, row.Version + 1);
                await db.SaveChangesAsync(ct);
                return await Read(db, user, ct);
            },
            ct
        );
    }

    private static async Task<MessagePreferences> Read(DeskDb db, DeskUser user, CancellationToken ct)
    {
        var row = await db.Set<MessagePreference>().AsNoTracking().SingleOrDefaultAsync(one => one.UserName == user.UserName, ct);
        var me = await db
            .Users.AsNoTracking()
            .Where(one => one.UserName == user.UserName)
            .Select(one => new { one.Email, one.Phone })
            .SingleOrDefaultAsync(ct);
        return new(
            PreferredTimes.List(row?.TaskChannels),
            PreferredTimes.List(row?.ReminderChannels),
            row?.QuietFrom,
            row?.QuietTo,
            row?.TimeZone,
            PreferredTimes.List(row?.DigestTimes)
        )
        {
            Mail = me?.Email,
            Phone = me?.Phone,
        };
    }

    /// <summary>Pure: what is wrong with wishes.</summary>
    internal static IReadOnlyList<FieldProblem> Check(MessagePreferences wishes, string language)
    {
        var words = MessageTexts.Words;
        var faults = new List<FieldProblem>();
        var options = string.Join(", ", Channels);
        foreach (var (name, channels) in new[] { ("taskChannels", wishes.TaskChannels), ("reminderChannels", wishes.ReminderChannels) })
        {
            if (channels is null || channels.Any(channel => !Channels.Contains(channel, StringComparer.Ordinal)))
                faults.Add(words.Field(name, "option", "preference-channel", language, ("options", options)));
        }
        var (from, to) = (Given(wishes.QuietFrom), Given(wishes.QuietTo));
        foreach (var (name, time) in new[] { ("quietFrom", from), ("quietTo", to) })
        {
            if (time is not null && PreferredTimes.Read(time) is null)
                faults.Add(words.Field(name, "format", "preference-time", language));
        }
        if ((from is null) != (to is null) || (from is not null && from == to))
            faults.Add(words.Field("quietTo", "range", "preference-quiet", language));
        if (Given(wishes.TimeZone) is { } zone && (zone.Length > 100 || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)))
            faults.Add(words.Field("timeZone", "unknown", "preference-zone", language));
        if (wishes.DigestTimes is { } digests)
        {
            if (digests.Count > DigestsMax)
                faults.Add(words.Field("digestTimes", "maxItems", "preference-digests", language, ("max", $"{DigestsMax}")));
            else if (digests.Any(time => PreferredTimes.Read(time) is null))
                faults.Add(words.Field("digestTimes", "format", "preference-time", language));
        }
        return faults;
    }

    private static string Join(IReadOnlyList<string> list) => string.Join(',', list.Distinct(StringComparer.Ordinal));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/me/messages",
                async (DeskUser user, MyMessages handler, CancellationToken ct) => Answer.Ok(await handler.Show(user, ct))
            )
            .RequireSignIn()
            .Describe("ShowMyMessages", "How I want to be told beside the bell")
            .Produces<MessagePreferences>();
        routes
            .MapPut(
                "/me/messages",
                async (MessagePreferences request, DeskUser user, MyMessages handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Save(user, request, ct))
            )
            .RequireSignIn()
            .Describe("SaveMyMessages", "Choose how I want to be told beside the bell", StatusCodes.Status400BadRequest)
            .Produces<MessagePreferences>();
    }
}

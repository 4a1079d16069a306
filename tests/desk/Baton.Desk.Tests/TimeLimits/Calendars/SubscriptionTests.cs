using Baton.Desk.Tests.Customers;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Calendars.Holidays;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.TimeLimits.Calendars;

/// <summary>Holidays that are read from an address each day.</summary>
public sealed class SubscriptionTests
{
    private const string OneHoliday =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nSUMMARY:Founding day\r\nDTSTART;VALUE=DATE:20261130\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task Holidays_are_read_once_a_day_and_stay_when_reading_fails()
    {
        await using var source = await BillingSystem.Start();
        await using var desk = await DeskHost.Start(("Calendars:PrivateHosts:0", "127.0.0.1"));
        source.Say(OneHoliday);
        await Subscribe(desk, source.Address + "/holidays.ics");

        await Read(desk);
        var first = await Show(desk);
        source.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        };
        await desk.Engine.Advance(TimeSpan.FromDays(1));
        await Read(desk);
        var second = await Show(desk);

        Assert.Equal("2026-11-30", Assert.Single(first.Days).From);
        Assert.Equal((DeskHost.Morning, null), (first.ReadAt, first.FailedAt));
        Assert.Equal(DeskHost.Morning.AddDays(1), first.NextReadAt);
        Assert.Equal("2026-11-30", Assert.Single(second.Days).From);
        Assert.Equal(desk.Now, second.FailedAt);
        Assert.Equal(desk.Now.AddHours(1), second.NextReadAt);
        Assert.Equal("The address answered, but not with a file.", second.Failure);
        var calendar = await desk.Read(db => desk.Get<CalendarShelf>().Get(db, "office", Ct));
        Assert.False(calendar.IsOpen(CalendarSamples.At("2026-11-30 03:00")));
        Assert.True(calendar.IsOpen(CalendarSamples.At("2026-12-01 03:00")));
    }

    [Fact]
    public async Task An_address_of_the_own_network_is_not_called_unless_the_configuration_allows_it()
    {
        await using var source = await BillingSystem.Start();
        source.Say(OneHoliday);
        await using var desk = await DeskHost.Start();

        var answer = await desk.Get<HolidaySource>().Read(source.Address + "/holidays.ics", Ct);
        var byName = await desk.Get<HolidaySource>().Read(source.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), Ct);

        Assert.Equal(("private", "private"), (answer.Failure, byName.Failure));
        Assert.Empty(source.Asked);
    }

    [Fact]
    public async Task A_redirect_into_the_own_network_is_not_followed()
    {
        await using var source = await BillingSystem.Start();
        await using var inside = await BillingSystem.Start();
        var target = inside.Address.Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal);
        source.Answer = context =>
        {
            context.Response.Redirect(target);
            return Task.CompletedTask;
        };
        await using var desk = await DeskHost.Start(("Calendars:PrivateHosts:0", "127.0.0.1"));

        var answer = await desk.Get<HolidaySource>().Read(source.Address, Ct);

        Assert.Equal("private", answer.Failure);
        Assert.Empty(inside.Asked);
    }

    [Fact]
    public async Task Endless_redirects_and_files_without_end_are_given_up()
    {
        await using var source = await BillingSystem.Start();
        await using var desk = await DeskHost.Start(("Calendars:PrivateHosts:0", "127.0.0.1"));
        source.Answer = context =>
        {
            context.Response.Redirect("/again");
            return Task.CompletedTask;
        };
        var redirected = await desk.Get<HolidaySource>().Read(source.Address, Ct);
        source.Answer = async context =>
        {
            var block = new byte[64 * 1024];
            for (var sent = 0; sent < 4 * 1024 * 1024 && !context.RequestAborted.IsCancellationRequested; sent += block.Length)
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
        };
        var large = await desk.Get<HolidaySource>().Read(source.Address, Ct);

        Assert.Equal(("redirects", "size"), (redirected.Failure, large.Failure));
    }

    private static async Task Subscribe(DeskHost desk, string address)
    {
        await desk.AddPerson("tim", Permissions.ManageTimeLimits);
        var content = new CalendarContent(
            "Asia/Hong_Kong",
            CalendarContent.Weekdays.ToDictionary(day => day, IReadOnlyList<string> (_) => ["09:00-18:00"])
        );
        var saved = await desk.Get<SaveCalendar>()
            .Handle(await desk.User("tim"), new(LocalizedText.Same("Office"), content, Subscription: new(address)) { Code = "office" }, Ct);
        Assert.Null(saved.Problem);
        await desk.Engine.Runtime.RunDue();
    }

    /// <summary>Delivers what the schedule gave to the outbox last; the desk of these tests has no driver of its own.</summary>
    private static async Task Read(DeskHost desk)
    {
        var keys = await desk.Read(db =>
            db.Database.SqlQuery<string>(
                    $"SELECT idempotency_key AS \"Value\" FROM engine_outbox WHERE channel = {HolidayOutbox.CalendarChannel}"
                )
                .ToListAsync(Ct)
        );
        var message = new OutboxMessage(HolidayOutbox.CalendarChannel, keys.Max(StringComparer.Ordinal)!, "office");
        var result = await desk.Get<ReadSubscription>().Deliver(message, Ct);
        Assert.Equal(DeliveryVerdict.Delivered, result.Verdict);
        await desk.Engine.Write<Done>(async unit =>
        {
            await result.Record!(unit);
            return Done.Outcome;
        });
    }

    private static async Task<SubscriptionView> Show(DeskHost desk) =>
        (await desk.Get<ListCalendars>().Show(await desk.User("tim"), "office", Ct)).Value.Subscription!;
}

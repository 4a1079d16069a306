using Baton.Desk.Cases;
using Baton.Desk.Storage.Auditing;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Calendars.Holidays;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.TimeLimits.Calendars;

/// <summary>Calendars as administrators keep them, and which of them counts for a case.</summary>
public sealed class CalendarTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_calendar_is_kept_listed_and_audited()
    {
        await using var desk = await Start();

        var saved = await Save(desk, "office", "09:00-18:00");
        var refused = await Save(desk, "office", "18:00-09:00");
        var listed = await desk.Get<ListCalendars>().Handle(await desk.User("tim"), Ct);

        Assert.Equal(("office", 1), (saved.Value.Code, saved.Value.Version));
        Assert.Equal("content.hours.monday", refused.Problem!.Fields[0].Field);
        Assert.Equal(["09:00-18:00"], Assert.Single(listed.Value).Content.Hours["monday"]);
        Assert.True(listed.Value[0].IsOpen);
        var entry = await desk.Read(db => db.AuditEntries.SingleAsync(row => row.Kind == AuditKinds.Calendar));
        Assert.Equal(("tim", "office"), (entry.Actor, entry.Target));
    }

    [Fact]
    public async Task Nobody_changes_calendars_without_the_permission_or_over_the_change_of_another()
    {
        await using var desk = await Start();
        await Save(desk, "office", "09:00-18:00");
        var request = new SaveCalendarRequest(LocalizedText.Same("Office"), Content("09:00-18:00")) { Code = "office" };

        var forbidden = await desk.Get<SaveCalendar>().Handle(await desk.User("amy"), request, Ct);
        var stale = await desk.Get<SaveCalendar>().Handle(await desk.User("tim"), request with { Version = 7 }, Ct);
        var twice = await desk.Get<SaveCalendar>().Handle(await desk.User("tim"), request with { IsNew = true }, Ct);

        Assert.Equal(RejectionKind.Forbidden, forbidden.Problem!.Kind);
        Assert.Equal("version-mismatch", stale.Problem!.Code);
        Assert.Equal(RejectionKind.AlreadyExists, twice.Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<ListCalendars>().Handle(await desk.User("amy"), Ct)).Problem!.Kind);
    }

    [Fact]
    public async Task A_calendar_counts_by_policy_unit_tier_and_default_in_that_order()
    {
        await using var desk = await Start();
        var opened = await desk.Open();
        Assert.Null(await Counting(desk, opened.Number, null));

        foreach (var code in new[] { "policy", "unit", "tier", "default" })
            await Save(desk, code, "09:00-18:00", isDefault: code == "default");
        Assert.Equal("default", await Counting(desk, opened.Number, null));
        var assign = desk.Get<AssignCalendar>();
        var tim = await desk.User("tim");
        var tier = await desk.Read(db => db.Customers.Where(row => row.Number == "C-1").Select(row => row.Tier).SingleAsync(Ct));
        await desk.Change(
            (db, _) =>
            {
                db.CustomerTiers.Add(
                    new()
                    {
                        Code = tier,
                        Name = LocalizedText.Same(tier),
                        Rank = 1,
                    }
                );
                return Task.CompletedTask;
            }
        );
        Assert.Null((await assign.ToTier(tim, tier, new("tier"), Ct)).Problem);
        Assert.Equal("tier", await Counting(desk, opened.Number, null));
        Assert.Null((await assign.ToUnit(tim, "front", new("unit"), Ct)).Problem);
        Assert.Equal("unit", await Counting(desk, opened.Number, null));
        Assert.Equal("policy", await Counting(desk, opened.Number, "policy"));

        Assert.Null((await assign.ToUnit(tim, "front", new(null), Ct)).Problem);
        Assert.Equal("tier", await Counting(desk, opened.Number, null));
        Assert.Equal(RejectionKind.InvalidArgument, (await assign.ToUnit(tim, "front", new("none"), Ct)).Problem!.Kind);
        Assert.Equal(RejectionKind.NotFound, (await assign.ToUnit(tim, "nowhere", new("unit"), Ct)).Problem!.Kind);
    }

    [Fact]
    public async Task One_calendar_at_most_is_the_default()
    {
        await using var desk = await Start();
        await Save(desk, "one", "09:00-18:00", isDefault: true);
        await Save(desk, "two", "09:00-18:00", isDefault: true);

        var listed = await desk.Get<ListCalendars>().Handle(await desk.User("tim"), Ct);

        Assert.Equal(["two"], listed.Value.Where(one => one.IsDefault).Select(one => one.Code));
    }

    [Fact]
    public async Task What_a_commit_changes_is_seen_at_once_though_calendars_are_kept_in_memory()
    {
        await using var desk = await Start();
        desk.Get<DeskChanges>().Connect(desk.Runtime);
        await Save(desk, "office", "09:00-18:00");
        var shelf = desk.Get<CalendarShelf>();
        var before = await desk.Read(db => shelf.Get(db, "office", Ct));
        var again = await desk.Read(db => shelf.Get(db, "office", Ct));

        await Save(desk, "office", "10:00-11:00");
        var after = await desk.Read(db => shelf.Get(db, "office", Ct));

        Assert.Same(before, again);
        Assert.Equal("10:00-11:00", Assert.Single(after.On(new(2026, 11, 23)).Hours).ToString());
    }

    [Fact]
    public async Task Hours_that_are_just_written_are_tried_out()
    {
        await using var desk = await Start();
        var preview = desk.Get<PreviewCalendar>();
        var content = Content("09:00-12:00", "13:00-18:00") with { Special = [new("2026-11-24", Name: LocalizedText.Same("Off"))] };

        var tried = await preview.Handle(await desk.User("tim"), new(content, FirstDay: new(2026, 11, 23), Days: 2, Amount: "PT10H"), Ct);
        var wrong = await preview.Handle(await desk.User("tim"), new(content, Amount: "10 hours"), Ct);

        // From Monday nine o'clock: eight hours on Monday, nobody works on Tuesday.
        Assert.Equal(CalendarSamples.At("2026-11-25 11:00+08:00"), tried.Value.Due);
        Assert.Equal([(true, "Off"), (false, null)], tried.Value.Days.Reverse().Select(day => (day.Hours.Count == 0, day.Name)));
        Assert.Equal(3, tried.Value.Open.Count);
        Assert.Equal("amount", Assert.Single(wrong.Problem!.Fields).Field);
    }

    [Fact]
    public async Task A_file_of_holidays_is_looked_at_before_anything_is_kept()
    {
        await using var desk = await Start();
        const string Text =
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nSUMMARY:Talk\r\nDTSTART:20261201T090000Z\r\nEND:VEVENT\r\n"
            + "BEGIN:VEVENT\r\nSUMMARY:国庆节 补班\r\nDTSTART;VALUE=DATE:20261205\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        var reading = desk.Get<ReadHolidays>();

        var read = reading.Handle(await desk.User("tim"), new(Text));
        var none = reading.Handle(await desk.User("tim"), new("<html>"));

        Assert.Equal(("2026-12-05", "monday"), (Assert.Single(read.Value.Days).From, read.Value.Days[0].Like));
        Assert.Equal("It begins at a time of day; only whole days are read.", Assert.Single(read.Value.NotUnderstood).Reason);
        Assert.Equal("text", Assert.Single(none.Problem!.Fields).Field);
        Assert.Empty((await desk.Get<ListCalendars>().Handle(await desk.User("tim"), Ct)).Value);
    }

    private static async Task<DeskHost> Start()
    {
        var desk = await DeskHost.Start();
        await desk.AddPerson("tim", Permissions.ManageTimeLimits);
        return desk;
    }

    private static CalendarContent Content(params string[] spans) =>
        new("Asia/Hong_Kong", CalendarContent.Weekdays.Take(5).ToDictionary(day => day, IReadOnlyList<string> (_) => spans));

    private static async Task<Outcome<CalendarView>> Save(DeskHost desk, string code, string span, bool isDefault = false) =>
        await desk.Get<SaveCalendar>()
            .Handle(await desk.User("tim"), new(LocalizedText.Same(code), Content(span), isDefault) { Code = code }, Ct);

    private static Task<string?> Counting(DeskHost desk, string number, string? ofPolicy) =>
        desk.Read(async db =>
        {
            var row = await db.Set<Case>().SingleAsync(one => one.Number == number, Ct);
            return (await desk.Get<CalendarShelf>().For(db, ofPolicy, row, Ct)).Code;
        });
}

using Baton.Desk.Cases.Steering;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Preferences;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Notifications;

/// <summary>Whoever wants it hears of a task by mail or text message, with a link to it.</summary>
public sealed class TaskNewsTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_task_that_arrives_is_told_by_the_channels_that_its_holder_chose()
    {
        var (mail, sms) = (new Gateway(MessageChannels.Mail), new Gateway(MessageChannels.Sms));
        await using var desk = await DeskHost.Start([mail, sms], ("Desk:PublicAddress", "https://desk.example"));
        await desk.Reachable("uma");
        await Wish(desk, "uma", new(["mail", "sms"], []));

        var opened = await desk.Open();
        await desk.Leave();
        await desk.Leave();

        var task = await desk.Read(db => db.WorkItems.Select(row => row.Key).SingleAsync(Ct));
        Assert.Equal($"{opened.Number}: Check and approve", Assert.Single(mail.Given).Subject);
        Assert.Contains($"https://desk.example/tasks/{task}", mail.Given[0].Text, StringComparison.Ordinal);
        Assert.Contains($"https://desk.example/tasks/{task}", Assert.Single(sms.Given).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_chose_nothing_hears_of_it_in_the_bell_only()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await DeskHost.Start([mail]);
        await desk.Reachable("uma");

        await desk.Open();
        await desk.Leave();
        await desk.Leave();

        Assert.Empty(mail.Given);
        Assert.Empty(await desk.Messages());
    }

    [Fact]
    public async Task Urging_reaches_who_wants_to_be_reminded_by_mail()
    {
        var mail = new Gateway(MessageChannels.Mail);
        await using var desk = await DeskHost.Start([mail]);
        await desk.Reachable("uma");
        await Wish(desk, "uma", new([], ["mail"]));
        var opened = await desk.Open();

        var urged = await desk.Get<UrgeCase>().Handle(await desk.User("amy"), new SteerCaseRequest(opened.Number, null), Ct);
        Assert.True(urged.Succeeded, urged.Problem?.ToString());
        await desk.Leave();
        await desk.Leave();

        Assert.StartsWith("Please hurry", Assert.Single(mail.Given).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_of_a_clock_comes_by_the_channels_that_somebody_chose_as_well()
    {
        var (mail, sms) = (new Gateway(MessageChannels.Mail), new Gateway(MessageChannels.Sms));
        await using var desk = await DeskHost.Start([mail, sms]);
        await desk.Reachable("uma", "carl");
        await desk.Template("news", "Hello", "Hello");
        await Wish(desk, "uma", new([], ["sms"]));

        await desk.Order(
            Orders.Mail("one", Addressee.User("uma"), Addressee.User("carl")) with
            {
                Values = new Dictionary<string, object?> { ["clock"] = new Dictionary<string, object?> { ["round"] = 1 } },
            }
        );
        await desk.Leave();

        Assert.Single(sms.Given);
        Assert.Equal(2, Assert.Single(mail.Given).To.Count);
    }

    [Fact]
    public async Task Wishes_that_make_no_sense_are_refused_by_name()
    {
        await using var desk = await DeskHost.Start();
        var wrong = await desk.Get<MyMessages>()
            .Save(await desk.User("uma"), new(["fax"], [], "25:00", "07:00", "Nowhere/Here", ["9:00"]), Ct);

        Assert.Equal(
            ["digestTimes", "quietFrom", "taskChannels", "timeZone"],
            wrong.Problem!.Fields.Select(one => one.Field).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Wishes_are_kept()
    {
        await using var desk = await DeskHost.Start();
        await Wish(desk, "uma", new(["mail"], ["sms"], "22:00", "07:00", "Asia/Tokyo", ["17:00", "09:00"]));

        var kept = (await desk.Get<MyMessages>().Show(await desk.User("uma"), Ct)).Value;

        Assert.Equal(["mail"], kept.TaskChannels);
        Assert.Equal(["09:00", "17:00"], kept.DigestTimes!);
        Assert.Equal(("22:00", "07:00", "Asia/Tokyo"), (kept.QuietFrom, kept.QuietTo, kept.TimeZone));
    }

    [Theory]
    [InlineData("2026-11-23T15:30:00Z", "2026-11-23T23:00:00Z")]
    [InlineData("2026-11-23T22:59:00Z", "2026-11-23T23:00:00Z")]
    [InlineData("2026-11-23T23:00:00Z", null)]
    [InlineData("2026-11-23T13:59:00Z", null)]
    public void Quiet_hours_may_go_over_midnight(string now, string? until)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Hong_Kong");
        var times = new PreferredTimes(
            new()
            {
                UserName = "uma",
                QuietFrom = "22:00",
                QuietTo = "07:00",
            },
            zone
        );

        Assert.Equal(until is null ? null : At(until), times.QuietUntil(At(now)));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task Wish(DeskHost desk, string user, MessagePreferences wishes)
    {
        var saved = await desk.Get<MyMessages>().Save(await desk.User(user), wishes, Ct);
        Assert.True(saved.Succeeded, saved.Problem?.ToString());
    }
}

using Baton.Desk.Access;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Cases.Portal.Entry;
using Baton.Desk.Cases.Portal.Ratings;
using Baton.Desk.Cases.Retention;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Portal;

/// <summary>Who gets to a case on the customers' page, and who does not.</summary>
public sealed class PortalEntryTests
{
    private static CancellationToken Ct => PortalDesk.Ct;

    [Fact]
    public async Task Number_and_code_open_the_case_however_they_are_typed()
    {
        await using var portal = await PortalDesk.Open();
        var given = await portal.Register();
        var typed = given.Code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant();

        var entry = await portal.Try($" {given.Number.ToLowerInvariant()} ", $" {typed} ");

        Assert.True(entry.Succeeded, entry.Problem?.ToString());
        Assert.Equal(given.Number, (await portal.Show(entry.Value.Ticket)).Number);
        Assert.Equal(portal.Desk.Now.AddMinutes(30), entry.Value.ExpiresAt);
    }

    [Fact]
    public async Task A_wrong_code_an_unknown_number_and_the_code_of_another_case_are_answered_alike_and_logged_without_the_code()
    {
        await using var portal = await PortalDesk.Open();
        var mine = await portal.Register();
        var other = await portal.Register();

        var wrong = await portal.Try(mine.Number, "AAAAA-AAAAA");
        var unknown = await portal.Try("FLT-20260305-9999", mine.Code);
        var foreign = await portal.Try(other.Number, mine.Code);
        var nothing = await portal.Try("", "");

        Assert.All([unknown.Problem, foreign.Problem, nothing.Problem], problem => Assert.Equal(wrong.Problem!.Detail, problem!.Detail));
        Assert.All([unknown.Problem, foreign.Problem], problem => Assert.Equal(wrong.Problem!.Code, problem!.Code));
        var log = await portal.Desk.Read(db =>
            db.SecurityEvents.Where(row => row.Kind == SecurityEventKinds.PortalRefused).OrderBy(row => row.Key).ToListAsync(Ct)
        );
        Assert.Equal([mine.Number, "FLT-20260305-9999", other.Number, ""], log.Select(row => row.UserName));
        Assert.All(log, row => Assert.Equal((PortalDesk.Caller.Address, null), (row.RemoteAddress, row.Detail)));
    }

    [Fact]
    public async Task Wrong_codes_close_the_case_for_longer_each_time_and_the_right_one_opens_it_afterwards()
    {
        await using var portal = await PortalDesk.Open(("Portal:EntriesPerMinute", "1000"), ("Portal:EntriesPerNumber", "1000"));
        var given = await portal.Register();

        for (var attempt = 0; attempt < 5; attempt++)
            Assert.False((await portal.Try(given.Number, "AAAAA-AAAAA")).Succeeded);
        Assert.False((await portal.Try(given.Number, given.Code)).Succeeded);
        Assert.True((await portal.Desk.Show(given.Number)).Portal!.IsLocked);
        await portal.Desk.Advance(TimeSpan.FromMinutes(1));
        Assert.False((await portal.Try(given.Number, "AAAAA-AAAAA")).Succeeded);
        await portal.Desk.Advance(TimeSpan.FromSeconds(119));
        Assert.False((await portal.Try(given.Number, given.Code)).Succeeded);
        await portal.Desk.Advance(TimeSpan.FromSeconds(1));

        Assert.True((await portal.Try(given.Number, given.Code)).Succeeded);
        Assert.Equal(2, await portal.Desk.Read(db => db.SecurityEvents.CountAsync(row => row.Kind == SecurityEventKinds.PortalLocked, Ct)));
        Assert.False((await portal.Try(given.Number, "AAAAA-AAAAA")).Succeeded);
        Assert.True((await portal.Try(given.Number, given.Code)).Succeeded);
    }

    [Fact]
    public void A_lock_grows_to_its_longest()
    {
        var options = new PortalOptions { LockMinutes = 2, LockMinutesMax = 60 };

        Assert.Equal(
            [2d, 4, 8, 16, 32, 60, 60],
            new[] { 0, 1, 2, 3, 4, 5, 5000 }.Select(locks => PortalLock.Duration(locks, options).TotalMinutes)
        );
    }

    [Fact]
    public async Task A_new_code_ends_the_old_one_its_tickets_and_the_lock_and_stands_on_the_time_line()
    {
        await using var portal = await PortalDesk.Open();
        var first = await portal.Register();
        var ticket = await portal.Enter(first);
        for (var attempt = 0; attempt < 5; attempt++)
            await portal.Try(first.Number, "AAAAA-AAAAA");

        var second = await portal.Get<GivePortalCode>().Handle(await portal.Desk.User("cora"), first.Number, Ct);

        Assert.False((await portal.TryShow(ticket)).Succeeded);
        Assert.Equal("sign-in-failed", (await portal.TrySend(ticket, "Hello")).Problem!.Code);
        Assert.False((await portal.Try(first.Number, first.Code)).Succeeded);
        Assert.Equal(first.Number, (await portal.Show(await portal.Enter(second.Value))).Number);
        var page = await portal.Desk.Show(first.Number);
        Assert.Contains(PortalCodes.CodeGiven, page.Timeline.Select(item => item.Code));
        Assert.Equal("林可欣", page.Portal!.CodeByName);
        var logged = await portal.Desk.Read(db => db.SecurityEvents.SingleAsync(row => row.Kind == SecurityEventKinds.PortalCodeGiven, Ct));
        Assert.Equal(("cora", first.Number), (logged.UserName, logged.Detail));
    }

    [Fact]
    public async Task Only_who_opens_or_steers_cases_gives_codes_and_only_for_cases_that_he_may_read()
    {
        await using var portal = await PortalDesk.Open();
        var given = await portal.Register();
        await portal.Desk.Dispatch(given.Number, "network");

        var staff = await portal.Get<GivePortalCode>().Handle(await portal.Desk.User("nina"), given.Number, Ct);
        var stranger = await portal.Get<GivePortalCode>().Handle(await portal.Desk.User("ann"), given.Number, Ct);

        Assert.Equal(Engine.RejectionKind.Forbidden, staff.Problem!.Kind);
        Assert.False((await portal.Desk.Show(given.Number, "nina")).Portal!.MayGiveCode);
        Assert.Equal(Engine.RejectionKind.NotFound, stranger.Problem!.Kind);
    }

    [Fact]
    public async Task A_ticket_ends_half_an_hour_after_its_last_use()
    {
        await using var portal = await PortalDesk.Open();
        var ticket = await portal.Enter(await portal.Register());
        var tickets = portal.Get<PortalTickets>();

        await portal.Desk.Advance(TimeSpan.FromMinutes(29));
        var next = tickets.Renew(ticket)!.Ticket;
        await portal.Desk.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(tickets.Renew(ticket));
        Assert.False((await portal.TryShow(ticket)).Succeeded);
        Assert.True((await portal.TryShow(next)).Succeeded);
        await portal.Desk.Advance(TimeSpan.FromMinutes(29));
        Assert.False((await portal.TryShow(next)).Succeeded);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1.1.99999999999999")]
    [InlineData("baton_4tY7nG2mQ8")]
    public async Task What_was_not_made_for_the_page_opens_nothing(string? ticket)
    {
        await using var portal = await PortalDesk.Open();
        await portal.Register();

        Assert.Equal("sign-in-failed", (await portal.TryShow(ticket)).Problem!.Code);
        Assert.Equal("sign-in-failed", (await portal.TrySend(ticket!, "x")).Problem!.Code);
        Assert.Equal("sign-in-failed", (await portal.Get<RateCase>().Handle(PortalDesk.Caller, ticket, new(5), Ct)).Problem!.Code);
    }

    [Fact]
    public async Task Codes_are_tried_only_so_often_from_an_address_and_for_a_number_whether_it_exists_or_not()
    {
        await using var portal = await PortalDesk.Open(("Portal:EntriesPerMinute", "2"), ("Portal:EntriesPerNumber", "3"));
        var given = await portal.Register();
        PortalCaller From(int host) => PortalDesk.Caller with { Address = $"198.51.100.{host}" };

        Assert.Equal("sign-in-failed", (await portal.Try("A", "x", From(1))).Problem!.Code);
        Assert.Equal("sign-in-failed", (await portal.Try("B", "x", From(1))).Problem!.Code);
        Assert.Equal("too-many-requests", (await portal.Try("C", "x", From(1))).Problem!.Code);
        foreach (var number in new[] { given.Number, "FLT-20260305-9999" })
        {
            for (var host = 2; host < 5; host++)
                Assert.Equal("sign-in-failed", (await portal.Try(number, "x", From(host + number.Length))).Problem!.Code);
            Assert.Equal("too-many-requests", (await portal.Try(number, "x", From(99))).Problem!.Code);
        }
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010db800010002")]
    [InlineData(null, "")]
    public void Whoever_has_a_block_of_addresses_counts_as_one(string? address, string origin) =>
        Assert.Equal(origin, PortalLimits.Origin(address));

    [Fact]
    public void Codes_have_ten_letters_that_are_not_taken_for_one_another()
    {
        var codes = Enumerable.Range(0, 200).Select(_ => PortalCode.New()).ToList();

        Assert.All(codes, code => Assert.Matches("^[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$", code));
        Assert.Equal(200, codes.Distinct().Count());
    }

    [Fact]
    public async Task Neither_the_code_nor_its_hash_stands_in_the_archive_and_all_goes_with_the_case()
    {
        await using var portal = await PortalDesk.Open();
        var given = await portal.Register();
        await portal.Desk.Do("cora", given.Number, "finish", "Done.");
        var ticket = await portal.Enter(given);
        Assert.True((await portal.Get<RateCase>().Handle(PortalDesk.Caller, ticket, new(3, "Lam Siu-ming says hello"), Ct)).Succeeded);
        var (key, hash) = await portal.Desk.Read(async db =>
        {
            var access = await db.PortalAccesses.SingleAsync(Ct);
            return (access.CaseKey, access.CodeHash);
        });
        var belongings = new PortalBelongings();

        var line = (await portal.Desk.Read(db => belongings.Read(db, key))).ToJsonString();
        var how = new Forgetting("[erased]", text => text.Replace("Lam Siu-ming", "[erased]", StringComparison.Ordinal), false, "cora");
        await portal.Desk.Write(async db =>
        {
            await belongings.Forget(db, [key], how);
            await db.SaveChangesAsync(Ct);
            return true;
        });
        var page = await portal.Desk.Show(given.Number);
        await portal.Desk.Write(async db => (await belongings.Delete(db, [key])).Count);

        Assert.Contains("\"stars\":3", line, StringComparison.Ordinal);
        Assert.DoesNotContain(PortalCode.Normal(given.Code), line, StringComparison.Ordinal);
        Assert.DoesNotContain(hash, line, StringComparison.Ordinal);
        Assert.Equal("[erased] says hello", page.Portal!.Rating!.Comment);
        Assert.Contains("Registered on the customers’ page by [erased].", page.Timeline.Select(item => item.Text));
        Assert.Equal(
            (0, 0),
            await portal.Desk.Read(async db => (await db.PortalAccesses.CountAsync(Ct), await db.CaseRatings.CountAsync(Ct)))
        );
    }
}

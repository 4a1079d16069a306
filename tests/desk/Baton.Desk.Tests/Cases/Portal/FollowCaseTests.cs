using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Merging;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Cases.Portal.Entry;
using Baton.Desk.Cases.Portal.Ratings;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Portal;

/// <summary>What a customer sees of his case, what he sends, and what never leaves the desk.</summary>
public sealed class FollowCaseTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Ct => PortalDesk.Ct;

    [Fact]
    public async Task The_customer_sees_how_far_his_case_is_in_his_own_words_and_nothing_of_the_desk()
    {
        await using var portal = await PortalDesk.Open();
        var given = await portal.Register();
        var ticket = await portal.Enter(given);
        var received = await portal.Show(ticket);
        await portal.Write(given.Number, "He shouts.", NoteKind.Internal);
        await portal.Write(given.Number, "We are on it.");
        await portal.Desk.Dispatch(given.Number, "network");
        await portal.Desk.Do("nina", given.Number, "done", "The mast was broken.");
        var working = await portal.Show(ticket);
        await portal.Write(given.Number, "The antenna was replaced.", purpose: NotePurpose.Solution);
        Assert.Null((await portal.Show(ticket)).Solution);
        await portal.Desk.Do("cora", given.Number, "finish", "Secret opinion.");

        var done = await portal.Show(ticket);

        Assert.Equal((PortalState.Received, "No signal"), (received.State, received.Subject));
        Assert.Equal("Since this morning, in the whole house.", received.Description);
        Assert.Equal(PortalState.InProgress, working.State);
        Assert.Equal((PortalState.Solved, "The antenna was replaced."), (done.State, done.Solution));
        Assert.Equal(["We are on it.", "The antenna was replaced."], done.Texts.Select(text => text.Text));
        Assert.Equal([PortalStepKind.Received, PortalStepKind.Started, PortalStepKind.Closed], done.Steps.Select(step => step.Kind));
        var all = JsonSerializer.Serialize(new[] { received, working, done }, Readable);
        string[] secrets = ["shouts", "mast", "Secret", "cora", "nina", "林可欣", "宁静", "Coordinate", "network", "Lam Siu-ming", "138"];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, all, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_the_desk_makes_of_subject_and_description_stays_in_the_desk()
    {
        await using var portal = await PortalDesk.Open();
        var given = await portal.Register();
        var edit = new EditCaseRequest("Nuisance caller", "Ignore him.") { Version = (await portal.Desk.Show(given.Number)).Version };
        var edited = await portal.Get<EditCase>().Handle(await portal.Desk.User("cora"), given.Number, edit, Ct);
        Assert.True(edited.Succeeded, edited.Problem?.ToString());

        var shown = await portal.Show(await portal.Enter(given));

        Assert.Equal(("No signal", "Since this morning, in the whole house."), (shown.Subject, shown.Description));
    }

    [Fact]
    public async Task A_case_that_an_agent_registered_shows_none_of_his_words()
    {
        await using var portal = await PortalDesk.Open();
        var number = await portal.Desk.Register();
        var given = await portal.Get<GivePortalCode>().Handle(await portal.Desk.User("cora"), number, Ct);

        var shown = await portal.Show(await portal.Enter(given.Value));

        Assert.Equal((number, null, null), (shown.Number, shown.Subject, shown.Description));
    }

    [Fact]
    public async Task A_question_waits_until_the_customer_answers_and_those_who_work_on_the_case_are_told()
    {
        await using var portal = await PortalDesk.Open();
        var given = await portal.Register();
        var ticket = await portal.Enter(given);
        Assert.Null((await portal.Get<WatchCase>().Handle(await portal.Desk.User("carl"), given.Number, watch: true, Ct)).Problem);
        await portal.Write(given.Number, "Which floor?", purpose: NotePurpose.Question);

        var waiting = await portal.Show(ticket);
        await portal.Desk.Advance(TimeSpan.FromMinutes(5));
        await portal.Send(ticket, "  The third.\r\nLeft door. ", ("door.txt", "a door"));
        var answered = await portal.Show(ticket);

        Assert.Equal(PortalState.WaitingForCustomer, waiting.State);
        Assert.True(Assert.Single(waiting.Texts).IsWaiting);
        Assert.Equal(PortalState.InProgress, answered.State);
        Assert.Equal(
            [("Which floor?", false), ("The third.\nLeft door.", true)],
            answered.Texts.Select(one => (one.Text, one.IsFromCustomer))
        );
        Assert.Equal("door.txt", Assert.Single(answered.Files).Name);
        Assert.Contains(PortalStepKind.Answered, answered.Steps.Select(step => step.Kind));
        var page = await portal.Desk.Show(given.Number);
        var question = Assert.Single(page.Notes, note => note.Purpose == NotePurpose.Question);
        Assert.Equal(portal.Desk.Now, question.AnsweredAt);
        var written = Assert.Single(page.Notes, note => note.Kind == NoteKind.FromCustomer);
        Assert.Equal(("The customer", false), (written.AuthorName, written.MayCorrect));
        Assert.Contains(PortalCodes.Wrote, page.Timeline.Select(item => item.Code));
        Assert.Equal("The customer", Assert.Single(page.Attachments).UploadedByName);
        Assert.Equal(
            [Notifier.CustomerWrote],
            (await Told(portal, "cora", given.Number)).Select(one => one.Code).Where(code => code != Notifier.NewGroupTask)
        );
        Assert.Contains(Notifier.WatchedCase, (await Told(portal, "carl", given.Number)).Select(one => one.Code));
        var found = await portal.Get<SearchCases>().Handle(await portal.Desk.User("cora"), new() { Text = "left door" }, Ct);
        Assert.Equal(given.Number, Assert.Single(found.Value.Items).Number);
    }

    [Fact]
    public async Task Many_messages_are_one_unread_notification()
    {
        await using var portal = await PortalDesk.Open();
        var given = await portal.Register();
        var ticket = await portal.Enter(given);

        await portal.Send(ticket, "One.");
        await portal.Send(ticket, "Two.");

        Assert.Single(await Told(portal, "cora", given.Number), one => one.Code == Notifier.CustomerWrote);
    }

    [Fact]
    public async Task What_is_sent_is_bounded_and_a_closed_case_takes_nothing()
    {
        await using var portal = await PortalDesk.Open();
        var given = await portal.Register();
        var ticket = await portal.Enter(given);

        Assert.Equal("text", Assert.Single((await portal.TrySend(ticket, " ")).Problem!.Fields).Field);
        Assert.Equal("text", Assert.Single((await portal.TrySend(ticket, new string('x', 5001))).Problem!.Fields).Field);
        Assert.Equal("files", Assert.Single((await portal.TrySend(ticket, null, ("run.exe", "x"))).Problem!.Fields).Field);
        var six = Enumerable.Range(1, 6).Select(index => ($"{index}.txt", "x")).ToArray();
        Assert.Equal("files", Assert.Single((await portal.TrySend(ticket, null, six)).Problem!.Fields).Field);
        await portal.Desk.Do("cora", given.Number, "abort", "Moved away.");
        Assert.Equal("closed", (await portal.TrySend(ticket, "Still there?")).Problem!.Code);
        Assert.Empty((await portal.Desk.Show(given.Number)).Notes);
    }

    [Fact]
    public async Task Nobody_of_the_desk_writes_in_the_name_of_the_customer_or_asks_colleagues_what_only_he_can_answer()
    {
        await using var portal = await PortalDesk.Open();
        var given = await portal.Register();
        var cora = await portal.Desk.User("cora");

        var forged = await portal.Get<WriteNote>().Handle(cora, new(given.Number, "I am content.", NoteKind.FromCustomer), Ct);
        var odd = await portal.Get<WriteNote>().Handle(cora, new(given.Number, "Who?") { Purpose = NotePurpose.Question }, Ct);

        Assert.Equal("kind", Assert.Single(forged.Problem!.Fields).Field);
        Assert.Equal("purpose", Assert.Single(odd.Problem!.Fields).Field);
    }

    [Fact]
    public async Task Of_a_merged_case_the_customer_sees_how_it_ends_and_nothing_that_is_written_on_the_other_one()
    {
        await using var portal = await PortalDesk.Open();
        var own = await portal.Register();
        var other = await portal.Register(PortalDesk.Fault with { Subject = "Other matter" });
        var ticket = await portal.Enter(own);
        await portal.Write(other.Number, "For the other one.");
        var merged = await portal.Get<MergeCase>().Handle(await portal.Desk.User("cora"), new(own.Number, other.Number, null), Ct);
        Assert.True(merged.Succeeded, merged.Problem?.ToString());

        var during = await portal.Show(ticket);
        await portal.Send(ticket, "Any news?");
        await portal.Desk.Do("cora", other.Number, "finish", "Done.");
        var after = await portal.Show(ticket);

        Assert.NotEqual(PortalState.Solved, during.State);
        Assert.Empty(during.Texts);
        Assert.Equal((PortalState.Solved, true), (after.State, after.MayRate));
        Assert.DoesNotContain(other.Number, JsonSerializer.Serialize(after), StringComparison.Ordinal);
        Assert.Contains("Any news?", (await portal.Desk.Show(other.Number)).Notes.Select(note => note.Text));
    }

    [Fact]
    public async Task A_closed_case_is_rated_once_and_the_rating_is_changed_within_seven_days()
    {
        await using var portal = await PortalDesk.Open();
        var given = await portal.Register();
        var ticket = await portal.Enter(given);

        Assert.Equal("not-closed", (await Rate(portal, ticket, 5)).Problem!.Code);
        await portal.Desk.Do("cora", given.Number, "finish", "Done.");
        Assert.Equal("stars", Assert.Single((await Rate(portal, ticket, 6)).Problem!.Fields).Field);
        Assert.Equal("comment", Assert.Single((await Rate(portal, ticket, 5, new string('x', 2001))).Problem!.Fields).Field);
        Assert.True((await Rate(portal, ticket, 2, "Slow.")).Succeeded);
        await portal.Desk.Advance(TimeSpan.FromDays(7));
        Assert.True((await Rate(portal, await portal.Enter(given), 4, "Better.")).Succeeded);
        await portal.Desk.Advance(TimeSpan.FromMinutes(1));
        ticket = await portal.Enter(given);
        Assert.Equal("rated", (await Rate(portal, ticket, 1)).Problem!.Code);

        var shown = await portal.Show(ticket);
        Assert.Equal((4, "Better.", false), (shown.Rating!.Stars, shown.Rating.Comment, shown.MayRate));
        var page = await portal.Desk.Show(given.Number);
        Assert.Equal((4, "Better."), (page.Portal!.Rating!.Stars, page.Portal.Rating.Comment));
        Assert.Equal(2, page.Timeline.Count(item => item.Code == PortalCodes.Rated));
        Assert.Contains("The customer rated the result: 4 of 5.", page.Timeline.Select(item => item.Text));
        Assert.Equal(1, await portal.Desk.Read(db => db.CaseRatings.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_case_that_was_taken_up_again_is_rated_anew_when_it_is_closed()
    {
        await using var portal = await PortalDesk.Open();
        var given = await portal.Register();
        await portal.Desk.Do("cora", given.Number, "finish", "Done.");
        Assert.True((await Rate(portal, await portal.Enter(given), 1)).Succeeded);
        await portal.Desk.Advance(TimeSpan.FromDays(20));
        var cora = await portal.Desk.User("cora");
        Assert.Null((await portal.Get<Desk.Cases.Steering.ReopenCase>().Handle(cora, new(given.Number, "Not solved."), Ct)).Problem);
        await portal.Desk.Do("cora", given.Number, "finish", "Now.");

        var rated = await Rate(portal, await portal.Enter(given), 5);

        Assert.Equal((5, null), (rated.Value.Stars, rated.Value.ChangedAt));
    }

    private static Task<Runtime.Outcome<CaseRatingView>> Rate(PortalDesk portal, string ticket, int stars, string? comment = null) =>
        portal.Get<RateCase>().Handle(PortalDesk.Caller, ticket, new(stars, comment), Ct);

    private static async Task<List<NotificationView>> Told(PortalDesk portal, string user, string number) =>
        [
            .. (await portal.Get<ListNotifications>().Handle(await portal.Desk.User(user), new(), Ct)).Value.Items.Where(one =>
                one.CaseNumber == number
            ),
        ];
}

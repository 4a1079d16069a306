using System.Text.Json;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Drafts;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Cases.Likely;
using Baton.Desk.Cases.Merging;
using Baton.Desk.Contacts;
using Baton.Desk.Customers;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Likely;

/// <summary>Cases that are probably the same, while one is registered and on one that exists.</summary>
public sealed class LikelyCasesTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task The_same_customer_with_the_same_category_is_found_with_its_reasons()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open("Bill too high");
        var request = new LikelyCasesRequest
        {
            Type = "tos",
            Category = "billing",
            Subject = "Something else",
            CustomerKey = await desk.CustomerKey("C-1"),
        };

        var found = Assert.Single((await Look(desk, "amy", request)).Items);

        Assert.Equal((opened.Number, true), (found.Case.Number, found.IsStrong));
        Assert.Equal(["Same customer", "Same category"], found.Reasons.Select(reason => reason.Text));
        Assert.Empty((await Look(desk, "bob", request)).Items);
    }

    [Fact]
    public async Task The_number_that_somebody_else_calls_from_finds_the_case_in_any_notation()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        var found = Assert.Single((await Look(desk, "carl", new() { Phone = "(852) 2987 6543" })).Items);

        Assert.Equal((opened.Number, LikenessKind.SamePhone), (found.Case.Number, Assert.Single(found.Reasons).Kind));
        Assert.Empty((await Look(desk, "carl", new() { Phone = "no number" })).Items);
    }

    [Fact]
    public async Task Many_people_with_the_same_place_are_told_as_one_fault()
    {
        await using var desk = await DeskHost.Start();
        for (var number = 0; number < 3; number++)
        {
            var customer = new SaveCustomerRequest($"Customer {number}");
            await desk.Open($"Report {number}", change: request => request with { CustomerKey = null, Customer = customer });
        }
        var request = new LikelyCasesRequest
        {
            Type = "tos",
            Category = "billing",
            Form = new() { ["serviceNumber"] = " 98765432 " },
        };

        var found = await Look(desk, "amy", request);

        Assert.Equal((3, desk.Now), (found.Mass!.People, found.Mass.Since));
        Assert.Equal(3, found.Items.Count);
        Assert.All(found.Items, one => Assert.Contains(one.Reasons, reason => reason.Kind == LikenessKind.SameField));
        Assert.Null((await Look(desk, "bob", request)).Mass);
    }

    [Fact]
    public async Task A_field_that_not_everybody_may_read_makes_no_case_likely()
    {
        await using var desk = await DeskHost.Start();
        await desk.Open("Report");
        var request = new LikelyCasesRequest
        {
            Type = "tos",
            Category = "billing",
            Form = new() { ["serviceNumber"] = "98765432" },
        };
        Assert.Contains(Reasons(await Look(desk, "amy", request)), kind => kind == LikenessKind.SameField);

        await desk.Change(
            async (db, _) =>
            {
                var type = await db.CaseTypes.SingleAsync(one => one.Code == "tos", Ct);
                type.FieldRights = FieldRights.Write(new Dictionary<string, FieldRight> { ["serviceNumber"] = new(["csm"], null) });
            }
        );

        Assert.DoesNotContain(Reasons(await Look(desk, "amy", request)), kind => kind == LikenessKind.SameField);

        static IEnumerable<LikenessKind> Reasons(LikelyCases found) =>
            found.Items.SelectMany(one => one.Reasons).Select(reason => reason.Kind);
    }

    [Fact]
    public async Task Similar_subjects_are_found_by_their_words_without_category_or_customer()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open("Roaming charged twice in Macau");
        await desk.Open("Wrong address");

        var found = Assert.Single((await Look(desk, "amy", new() { Subject = "Macau: roaming charged twice" })).Items);

        Assert.Equal(opened.Number, found.Case.Number);
        Assert.StartsWith("Similar words: ", Assert.Single(found.Reasons).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_was_closed_long_ago_or_merged_is_not_proposed()
    {
        await using var desk = await DeskHost.Start();
        var closed = await desk.Open(change: request => request with { Solution = "Done at once." });
        var request = new LikelyCasesRequest { Category = "billing", CustomerKey = await desk.CustomerKey("C-1") };
        Assert.Equal([closed.Number], (await Look(desk, "amy", request)).Items.Select(one => one.Case.Number));

        await desk.Engine.Advance(TimeSpan.FromDays(31));

        Assert.Empty((await Look(desk, "amy", request)).Items);
    }

    [Fact]
    public async Task A_case_has_its_likely_duplicates_without_itself()
    {
        await using var desk = await DeskHost.Start();
        var first = await desk.Open();
        var second = await desk.Open();

        var found = (await desk.Get<FindLikelyCases>().Handle(await desk.User("amy"), second.Number, Ct)).Value;
        var stranger = await desk.Get<FindLikelyCases>().Handle(await desk.User("bob"), second.Number, Ct);

        Assert.Equal([first.Number], found.Items.Select(one => one.Case.Number));
        Assert.Equal(RejectionKind.NotFound, stranger.Problem!.Kind);
    }

    [Fact]
    public async Task A_subject_that_is_too_long_is_refused_by_its_name()
    {
        await using var desk = await DeskHost.Start();

        var refused = await desk.Get<FindLikelyCases>()
            .Handle(await desk.User("amy"), new LikelyCasesRequest { Subject = new('x', 201) }, Ct);

        Assert.Equal("subject", Assert.Single(refused.Problem!.Fields).Field);
    }

    [Fact]
    public async Task A_call_is_added_to_a_case_with_its_words_as_a_note_and_the_draft_goes()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var amy = await desk.User("amy");
        Assert.Null((await desk.Get<SaveDraft>().Handle(amy, new("new-case", JsonSerializer.SerializeToElement(new { })), Ct)).Problem);
        var call = new LogCaseContactRequest("Calls again", await desk.CustomerKey("C-1"), Phone: "2987 6543", Note: "Still no bill.")
        {
            DraftKey = "new-case",
            IdempotencyKey = "call-1",
        };

        var logged = await desk.Get<LogCaseContact>().Handle(amy, opened.Number, call, Ct);
        var again = await desk.Get<LogCaseContact>().Handle(amy, opened.Number, call, Ct);

        Assert.Equal(logged.Value.Key, again.Value.Key);
        var page = await desk.Show(opened.Number);
        Assert.Equal("Calls again\nStill no bill.", Assert.Single(page.Notes).Text);
        Assert.Equal(["Move my line", "Calls again"], page.Contacts.Select(contact => contact.Subject));
        Assert.Equal(
            "Amy Chan 陳 added a contact by Phone to this case.",
            page.Timeline.Single(item => item.Code == TimelineCodes.ContactAdded).Text
        );
        Assert.Empty((await desk.Get<ListDrafts>().Handle(amy, Ct)).Value);
    }

    [Fact]
    public async Task A_call_is_not_added_by_who_may_not_read_the_case_nor_to_one_that_was_merged()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddPerson("steve", Permissions.ReadAllCases, Permissions.SteerCases, Permissions.OpenCases);
        var (from, into) = (await desk.Open(), await desk.Open());
        var steve = await desk.User("steve");
        Assert.Null((await desk.Get<MergeCase>().Handle(steve, new(from.Number, into.Number, null), Ct)).Problem);
        var log = desk.Get<LogCaseContact>();

        Assert.Equal(RejectionKind.NotFound, (await log.Handle(await desk.User("bob"), into.Number, new("Calls"), Ct)).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await log.Handle(await desk.User("rita"), into.Number, new("Calls"), Ct)).Problem!.Kind);
        Assert.Equal("case-merged", (await log.Handle(steve, from.Number, new("Calls"), Ct)).Problem!.Code);
        Assert.Equal(2, (await log.Handle(steve, into.Number, new("", Phone: "x"), Ct)).Problem!.Fields.Count);
    }

    private static async Task<LikelyCases> Look(DeskHost desk, string user, LikelyCasesRequest request)
    {
        var outcome = await desk.Get<FindLikelyCases>().Handle(await desk.User(user), request, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }
}

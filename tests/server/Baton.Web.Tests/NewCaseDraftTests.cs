using System.Text.Json.Nodes;
using Baton.Desk;
using Baton.Web.Cases;
using Baton.Web.Shell;
using Microsoft.Extensions.Options;

namespace Baton.Web.Tests;

/// <summary>What was typed of a new case survives as JSON and comes back from the browser.</summary>
public sealed class NewCaseDraftTests
{
    private static LocalTime When { get; } = new(TimeProvider.System, Options.Create(new DeskOptions { TimeZone = "Asia/Hong_Kong" }));

    [Fact]
    public void A_draft_comes_back_as_it_was_kept()
    {
        var draft = new NewCaseDraft
        {
            Type = "tos",
            Subject = "轉換月費計劃",
            CustomerKey = 42,
            Form = new JsonObject { ["serviceNumber"] = "92345678" },
        };

        var back = NewCaseDraft.FromJson(draft.ToElement().GetRawText());

        Assert.Equal(draft.ToElement().GetRawText(), back.ToElement().GetRawText());
    }

    [Theory]
    [InlineData(null, "new-case")]
    [InlineData("mail", "new-case")]
    [InlineData("branch", "register-branch")]
    public void Each_page_for_people_outside_the_call_centre_has_a_draft_of_its_own(string? channel, string key)
    {
        var draft = new NewCaseDraft { Channel = channel };

        Assert.Equal((key, channel), (draft.ToRequest(When).DraftKey, draft.ToRequest(When).Channel));
        Assert.Equal("contact-7", new NewCaseDraft { Channel = channel, ContactKey = 7 }.KeptAs);
    }

    [Fact]
    public void What_only_the_browser_kept_is_taken_over_field_by_field()
    {
        var draft = new NewCaseDraft { Subject = "Half a" };

        draft.Recover(
            new Dictionary<string, string>
            {
                ["subject"] = "Half a subject",
                ["form-serviceNumber"] = "9234",
                ["unknown"] = "x",
            }
        );

        Assert.Equal("Half a subject", draft.Subject);
        Assert.Equal("9234", (string?)draft.Form["serviceNumber"]);
    }

    [Theory]
    [InlineData("2026-11-24T15:30")]
    [InlineData("2026-11-24T15:30:00")]
    public void A_promised_call_back_is_meant_in_the_agents_own_time(string typed)
    {
        var draft = new NewCaseDraft { CallBack = typed };

        Assert.Equal(new DateTimeOffset(2026, 11, 24, 7, 30, 0, TimeSpan.Zero), draft.ToRequest(When).CallBackAt);
        Assert.Null(
            new NewCaseDraft { CallBack = "soon" }
                .ToRequest(When)
                .CallBackAt
        );
    }

    [Fact]
    public void A_logged_contact_keeps_what_was_said_and_makes_no_customer()
    {
        var draft = new NewCaseDraft
        {
            Subject = "Opening hours",
            Description = " Told him. ",
            IsNewCustomer = true,
            CustomerPhone = "2345 6789",
        };

        var contact = draft.ToContact();

        Assert.Equal(("Opening hours", "Told him.", "2345 6789"), (contact.Subject, contact.Note, contact.Phone));
        Assert.Null(contact.CustomerKey);
    }

    [Fact]
    public void Nothing_is_compared_before_anything_is_typed_and_then_what_is_known()
    {
        var draft = new NewCaseDraft { Type = "tos" };
        Assert.Null(draft.ToLikely());

        (draft.IsNewCustomer, draft.CustomerPhone, draft.Form["place"]) = (true, " 2345 6789 ", "Tsing Yi");

        var likely = draft.ToLikely()!;
        Assert.Equal(("tos", "2345 6789", "Tsing Yi"), (likely.Type, likely.Phone, (string?)likely.Form!["place"]));
    }

    [Fact]
    public void A_call_for_a_case_that_exists_takes_the_draft_along()
    {
        var draft = new NewCaseDraft
        {
            Subject = "Calls again",
            Description = "Still no bill.",
            CustomerKey = 42,
        };

        var call = draft.ToCaseContact();

        Assert.Equal(("Calls again", "Still no bill.", 42L, NewCaseDraft.Key), (call.Subject, call.Note, call.CustomerKey, call.DraftKey));
        Assert.Equal(draft.IdempotencyKey, call.IdempotencyKey);
    }

    [Fact]
    public void A_new_customer_is_asked_for_only_when_one_was_typed()
    {
        var known = new NewCaseDraft { CustomerKey = 42, CustomerName = "left over" };
        var stranger = new NewCaseDraft
        {
            IsNewCustomer = true,
            CustomerName = "Cheung",
            CustomerPhone = " 2345 6789 ",
        };

        Assert.Null(known.ToRequest(When).Customer);
        Assert.Equal(42, known.ToRequest(When).CustomerKey);
        Assert.Null(stranger.ToRequest(When).CustomerKey);
        Assert.Equal(["2345 6789"], stranger.ToRequest(When).Customer!.Phones);
    }

    [Fact]
    public void A_text_that_is_no_draft_begins_a_new_one()
    {
        Assert.Equal("", NewCaseDraft.FromJson("[1, 2").Subject);
    }
}

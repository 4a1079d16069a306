using System.Text.Json.Nodes;
using Baton.Web.Cases;

namespace Baton.Web.Tests;

/// <summary>What was typed of a new case survives as JSON and comes back from the browser.</summary>
public sealed class NewCaseDraftTests
{
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

        Assert.Null(known.ToRequest().Customer);
        Assert.Equal(42, known.ToRequest().CustomerKey);
        Assert.Null(stranger.ToRequest().CustomerKey);
        Assert.Equal(["2345 6789"], stranger.ToRequest().Customer!.Phones);
    }

    [Fact]
    public void A_text_that_is_no_draft_begins_a_new_one()
    {
        Assert.Equal("", NewCaseDraft.FromJson("[1, 2").Subject);
    }
}

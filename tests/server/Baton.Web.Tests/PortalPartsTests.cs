using Baton.Desk;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Cases.Portal.Entry;
using Baton.Desk.Cases.Portal.Ratings;
using Baton.Desk.Forms;
using Baton.Web.Cases;
using Baton.Web.Portal;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Web.Tests;

/// <summary>The parts of the customers' page, and what the desk shows of it.</summary>
public sealed class PortalPartsTests : DeskContext
{
    private static readonly DeskUser Guest = new("guest", "Guest", [], [], new HashSet<string>(), Languages.English);

    private static readonly FormSchema Form = FormReader
        .Read(
            """
            {"id": "f", "components": [
              {"type": "select", "key": "kind", "label": "Kind", "values": [{"label": "Slow", "value": "slow"}, {"label": "Dead", "value": "dead"}]},
              {"type": "checklist", "key": "days", "label": "Days", "values": [{"label": "Mon", "value": "mon"}, {"label": "Tue", "value": "tue"}]},
              {"type": "checkbox", "key": "urgent", "label": "Urgent"},
              {"type": "textfield", "key": "number", "label": "Number", "description": "The line.", "validate": {"required": true, "maxLength": 9}}
            ]}
            """
        )
        .Value;

    /// <summary>The reader may give no codes, whatever the panel is told, so that nothing is written here.</summary>
    public PortalPartsTests() => Services.AddSingleton(new GivePortalCode(null!, Options.Create(new PortalOptions()), new DeskChanges()));

    [Fact]
    public void A_field_is_plain_html_that_keeps_what_was_typed()
    {
        var kind = Field(0, "dead");
        var days = Field(1, "mon", "tue");
        var urgent = Field(2, "true");
        var number = Field(3, "138");

        Assert.Equal("form.kind", kind.Find("select").GetAttribute("name"));
        Assert.Equal("dead", kind.Find("option[selected]").GetAttribute("value"));
        Assert.Equal(2, days.FindAll("input[name='form.days'][checked]").Count);
        Assert.Single(urgent.FindAll("input[checked]"));
        Assert.Equal(("138", "9"), (number.Find("input").GetAttribute("value"), number.Find("input").GetAttribute("maxlength")));
        Assert.Equal("form-number-hint", number.Find("input").GetAttribute("aria-describedby"));
    }

    [Fact]
    public void A_field_that_was_refused_says_why_to_eyes_and_ears()
    {
        var field = Render<PortalField>(parts => parts.Add(one => one.Component, Form.Components[3]).Add(one => one.Problem, "Too short."));

        Assert.Equal("true", field.Find("input").GetAttribute("aria-invalid"));
        Assert.Equal("form-number-problem", field.Find("input").GetAttribute("aria-describedby"));
        Assert.Contains("Too short.", field.Find("#form-number-problem").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_desk_reads_the_rating_and_whether_the_customer_can_follow_the_case()
    {
        var rated = Panel(new(true, Now, "Cora", Now, false, false, new CaseRatingView(4, "Quick.", Now, null)));
        var without = Panel(new(true, null, null, null, false, true, null));

        Assert.Contains("Rated 4 of 5", rated.Find("[data-testid=case-rating]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Quick.", rated.Markup, StringComparison.Ordinal);
        Assert.Contains("by Cora", rated.Find("[data-testid=case-portal-state]").TextContent, StringComparison.Ordinal);
        Assert.Empty(rated.FindAll("[data-testid=case-portal-give]"));
        Assert.Equal("Give a code", without.Find("[data-testid=case-portal-give]").TextContent);
    }

    [Fact]
    public void Another_code_is_given_only_after_it_was_said_that_the_first_one_ends()
    {
        var panel = Panel(new(true, Now, "Cora", null, true, true, null));

        panel.Find("[data-testid=case-portal-give]").Click();

        Assert.Contains("becomes invalid at once", panel.Markup, StringComparison.Ordinal);
        panel.Find("[data-testid=case-portal-sure]").Click();
        Assert.Empty(panel.FindAll("[data-testid=case-portal-code]"));
        Assert.NotEmpty(panel.FindAll("[data-testid=problem]"));
    }

    [Theory]
    [InlineData(null, "waiting for the answer")]
    [InlineData(5, "answered")]
    public void A_question_says_whether_the_customer_has_answered(int? minutes, string word)
    {
        var question = new CaseNoteView(1, NoteKind.ForCustomer, "amy", "Amy", "Which floor?", Now, null, [], [], MayCorrect: false)
        {
            Purpose = NotePurpose.Question,
            AnsweredAt = minutes is { } after ? Now.AddMinutes(after) : null,
        };

        var card = Render<NoteCard>(parts =>
            parts
                .Add(one => one.Note, question)
                .Add(one => one.Find, (_, _) => Task.FromResult<IReadOnlyList<Mentionable>>([]))
                .Add(one => one.Correct, _ => Task.FromResult<string?>(null))
        );

        Assert.StartsWith(word, card.Find("[data-testid=note-question]").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<PortalField> Field(int index, params string[] values) =>
        Render<PortalField>(parts => parts.Add(one => one.Component, Form.Components[index]).Add(one => one.Values, values));

    private IRenderedComponent<CasePortalPanel> Panel(CasePortal portal) =>
        Render<CasePortalPanel>(parts => parts.Add(one => one.Portal, portal).Add(one => one.CaseNumber, "FLT-1").AddCascadingValue(Guest));
}

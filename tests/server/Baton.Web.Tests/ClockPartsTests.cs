using System.Text.Json.Nodes;
using Baton.Desk;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Clocks;
using Baton.Web.Shell;
using Baton.Web.TimeLimits;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>Clocks on the case, and the forms of calendars and policies.</summary>
public sealed class ClockPartsTests : DeskContext
{
    private static readonly ClockView Running = new(
        1,
        "initial-response",
        3,
        "Initial response",
        "initial-response",
        ClockState.Running,
        false,
        Now.AddHours(-2),
        Now.AddHours(6),
        null,
        null,
        "PT8H",
        "PT6H",
        "PT1H",
        "office",
        null,
        null,
        0,
        new("warning:1", Now.AddHours(4), "ahead", null, null, null, ["handler"], ["Amy Chan"]),
        [
            new("running", Now.AddHours(-2), Now.AddHours(-1), null, "= severity = \"major\""),
            new("paused", Now.AddHours(-1), Now.AddMinutes(-30), "The case rested.", null),
            new("closed", Now.AddMinutes(-30), null, null, null),
        ],
        [
            new("start", Now.AddHours(-2), "fired", Now.AddHours(-2), null, null, ["role:audit"], []),
            new("warning:1", Now.AddHours(4), "ahead", null, null, null, ["handler", "manager+1"], []),
            new("round:1", Now, "skipped", Now, "It was overtaken.", null, [], []),
        ]
    );

    [Fact]
    public void A_clock_counts_down_and_says_whom_it_tells_next_and_when()
    {
        var card = Card(Running);

        Assert.Equal("2026-03-02T15:00:00Z", card.Find("[data-testid=clock-due]").GetAttribute("data-due"));
        Assert.Equal("Next: Warning 1, 21:00: Amy Chan", card.Find("[data-testid=clock-next]").TextContent);
        Assert.Equal(
            ["running", "paused", "closed"],
            card.FindAll("[data-testid=clock-spans] li").Select(one => one.GetAttribute("data-kind"))
        );
        Assert.Equal("= severity = \"major\"", card.Find("[data-testid=clock-spans] code").TextContent);
        Assert.Contains("The case rested.", card.Markup, StringComparison.Ordinal);
        var marks = card.FindAll("[data-testid=clock-marks] li").Select(one => one.TextContent).ToList();
        Assert.Contains("role audit", marks[0], StringComparison.Ordinal);
        Assert.Contains("whoever has it, manager one level up", marks[1], StringComparison.Ordinal);
        Assert.Contains("It was overtaken.", marks[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ClockState.Paused, "paused")]
    [InlineData(ClockState.Met, "met")]
    [InlineData(ClockState.Missed, "missed")]
    [InlineData(ClockState.Canceled, "cancelled")]
    public void A_clock_that_does_not_run_says_so_instead_of_counting(ClockState state, string word)
    {
        var card = Card(Running with { State = state, PausedAt = state == ClockState.Paused ? Now : null, Next = null });

        Assert.Empty(card.FindAll("[data-testid=clock-due]"));
        Assert.Equal(word, card.Find("[data-testid=clock-state]").TextContent.Trim());
        Assert.Empty(card.FindAll("[data-testid=clock-next]"));
    }

    [Fact]
    public void The_strip_shows_the_spans_from_the_start_to_the_due_time()
    {
        var strip = Render<ClockStrip>(parts => parts.Add(part => part.Clock, Running));

        Assert.Equal(["strip-running", "strip-paused", "strip-closed"], strip.FindAll("rect").Select(one => one.GetAttribute("class")));
        // Two of eight hours are over.
        Assert.Equal("124.8", strip.FindAll("rect")[1].GetAttribute("x"));
        Assert.Equal("998", strip.Find("line.strip-due").GetAttribute("x1"));
    }

    [Fact]
    public void A_policy_is_the_same_after_it_went_through_the_form()
    {
        var content = JsonNode
            .Parse(
                """
                {"code": "initial-response", "name": {"zh-Hans": "首次", "zh-Hant": "首次", "en": "First"}, "measures": "initial-response",
                 "caseTypes": ["complaint", "claim"], "start": "= severity = \"major\"", "stop": "= list contains(doneSteps, \"A\")", "startsAt": "opened",
                 "target": {"decision": "limits", "output": "first"}, "calendar": "office",
                 "warnings": [{"at": "75%", "to": ["handler", "= if severity = \"major\" then [\"a\", \"b\"] else []"], "channels": ["desk", "mail"], "template": "w"}],
                 "rounds": {"first": "P1D", "every": "P2D", "max": 20, "ladder": [{"from": 1, "to": ["handler"], "bcc": ["role:audit"], "template": "r"}, {"from": 2, "only": true, "bcc": ["department:audit-2"]}]},
                 "actions": [{"at": "due", "do": "priority", "value": 90}, {"at": "round:2", "do": "reassign", "to": "role:csm"}]}
                """
            )!
            .AsObject();

        var again = LimitDraft.Of(content).Content();

        Assert.True(JsonNode.DeepEquals(content, again), again.ToJsonString());
    }

    [Fact]
    public void What_is_emptied_in_the_form_is_left_out_of_the_policy()
    {
        var draft = LimitDraft.New();
        (draft.Code, draft.Names["en"], draft.RoundsFirst) = ("late", "Late", "P1D");
        draft.Ladder.Add(new() { At = "1", To = "handler, manager" });

        var content = draft.Content();
        (draft.RoundsFirst, draft.Target) = ("", "");
        draft.Ladder.Clear();

        Assert.Equal("""["handler","manager"]""", content["rounds"]!["ladder"]![0]!["to"]!.ToJsonString());
        Assert.Equal("Late", content["name"]!["zh-Hans"]!.GetValue<string>());
        Assert.Null(draft.Content()["rounds"]);
        Assert.Null(draft.Content()["target"]);
        Assert.Null(draft.Content()["warnings"]);
    }

    [Fact]
    public void A_calendar_is_the_same_after_it_went_through_the_form_and_keeps_its_translations()
    {
        var content = new CalendarContent(
            "Asia/Shanghai",
            new Dictionary<string, IReadOnlyList<string>> { ["monday"] = ["09:00-12:00", "13:30-18:00"], ["tuesday"] = ["09:00-18:00"] },
            [
                new("2026-02-15", "2026-02-23", new("春节", "春節", "Spring Festival")),
                new("2026-02-14", null, null, "monday"),
                new("12-24", null, null, null, ["09:00-12:00"]),
            ]
        );
        var view = new CalendarView("cn", "Office", new("办", "辦", "Office"), content, true, false, null, null, [], [], true, 4);

        var draft = CalendarDraft.Of(view, Languages.English);
        draft.Special[0].Name = "New year";
        var request = draft.Request(Languages.English, view.Version);

        Assert.Equal(["09:00-12:00", "13:30-18:00"], request.Content.Hours["monday"]);
        Assert.False(request.Content.Hours.ContainsKey("sunday"));
        Assert.Equal(new LocalizedText("春节", "春節", "New year"), request.Content.Special![0].Name);
        Assert.Equal(("12-24", "09:00-12:00"), (request.Content.Special[2].From, Assert.Single(request.Content.Special[2].Hours!)));
        Assert.Equal(("2026-02-14", "monday"), (request.Content.Special[1].From, request.Content.Special[1].Like));
        Assert.Equal((true, false, 4), (request.IsDefault, request.IsNew, request.Version));
        Assert.Null(request.Subscription);
    }

    [Fact]
    public void Time_limits_and_the_wall_are_rooms_of_those_who_may_enter_them()
    {
        static DeskUser With(params string[] permissions) =>
            new("otto", "Otto", [], [], new HashSet<string>(permissions), Languages.English);

        Assert.Contains(Room.OpenTo(With(Permissions.ManageTimeLimits)), room => room.Address == "/admin/time-limits");
        Assert.DoesNotContain(Room.OpenTo(With(Permissions.AdministerUsers)), room => room.Address == "/admin/time-limits");
        Assert.Contains(Room.OpenTo(With(Permissions.ReadAllCases, Permissions.ReadReports)), room => room.Address == "/wall");
        Assert.DoesNotContain(Room.OpenTo(With(Permissions.ReadReports)), room => room.Address == "/wall");
    }

    private IRenderedComponent<ClockCard> Card(ClockView clock) => Render<ClockCard>(parts => parts.Add(part => part.Clock, clock));
}

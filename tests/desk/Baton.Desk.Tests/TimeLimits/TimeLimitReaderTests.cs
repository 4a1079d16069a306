using System.Text.Json.Nodes;
using Baton.Desk.TimeLimits.Policies;
using static Baton.Desk.Tests.TimeLimits.Limits;

namespace Baton.Desk.Tests.TimeLimits;

/// <summary>Policies are read strictly: all that is wrong is told with its place.</summary>
public sealed class TimeLimitReaderTests
{
    [Fact]
    public void A_policy_of_every_member_is_read()
    {
        var limit = Policy(
            """
            {"measures": "follow-up", "caseTypes": ["complaint"], "start": "= severity = \"major\"", "pause": "= isSuspended or onHold",
             "cancel": "= isClosed", "reset": "= department", "startsAt": "opened", "target": {"decision": "limits", "output": "answer"},
             "calendar": "office", "warnings": [{"at": "75%", "to": ["handler"], "cc": ["manager+1"], "channels": ["mail", "desk"], "template": "t"}],
             "onStart": [{"to": ["opener"], "template": "t"}], "onStop": [{"to": ["= unitManager"], "template": "t"}],
             "rounds": {"first": "P1D", "every": "P2D", "max": 9, "ladder": [{"from": 1, "to": ["handler"], "bcc": ["role:audit"], "template": "t"}]},
             "actions": [{"at": "round:2", "do": "reassign", "to": "user:bob"}, {"at": "-P1D", "do": "set-field", "field": "late", "value": true}]}
            """
        );

        Assert.Equal(("limits", "answer"), (limit.Target!.Decision, limit.Target.Output));
        Assert.True(limit.IsFromOpening);
        Assert.Equal(0.75m, limit.Warnings[0].At.Share);
        Assert.Equal(2, limit.Actions[0].At.Round);
        Assert.Contains("isSuspended", limit.Pause!.Names);
        Assert.Equal(9, limit.Rounds!.Max);
    }

    [Fact]
    public void The_round_of_a_ladder_has_everybody_whose_step_is_reached()
    {
        var limit = Policy(
            """
            {"rounds": {"every": "P2D", "ladder": [
               {"from": 1, "to": ["handler"], "bcc": ["role:audit"], "channels": ["mail"], "template": "t"},
               {"from": 2, "bcc": ["department:audit-1"]},
               {"from": 3, "bcc": ["department:audit-2"], "template": "u"},
               {"from": 3, "only": true, "to": ["manager"]},
               {"from": 5, "cc": ["opener"]}]}}
            """
        );

        Assert.Equal(["role:audit"], limit.Round(1)!.Bcc);
        Assert.Equal(["role:audit", "department:audit-1"], limit.Round(2)!.Bcc);
        Assert.Equal(["handler", "manager"], limit.Round(4)!.To);
        Assert.Equal("u", limit.Round(4)!.Template);
        Assert.Equal(["handler"], limit.Round(6)!.To);
        Assert.Equal(["mail"], limit.Round(6)!.Channels);
    }

    [Theory]
    [InlineData("""{"measures": "weather"}""", "$.measures")]
    [InlineData("""{"start": "severity = 1"}""", "$.start")]
    [InlineData("""{"stop": "= ("}""", "$.stop")]
    [InlineData("""{"stop": null}""", "$.stop")]
    [InlineData("""{"target": "P1M"}""", "$.target")]
    [InlineData("""{"target": "PT0S"}""", "$.target")]
    [InlineData("""{"target": {"decision": "d"}}""", "$.target.output")]
    [InlineData("""{"startsAt": "yesterday"}""", "$.startsAt")]
    [InlineData("""{"step": "Approve"}""", "$.step")]
    [InlineData("""{"name": {"en": "x"}}""", "$.name.zh-Hans")]
    [InlineData("""{"colour": "red"}""", "$.colour")]
    [InlineData("""{"warnings": [{"at": "110%", "to": ["handler"], "template": "t"}]}""", "$.warnings[0].at")]
    [InlineData("""{"warnings": [{"at": "due", "to": ["handler"], "template": "t"}]}""", "$.warnings[0].at")]
    [InlineData("""{"warnings": [{"at": "50%", "to": ["nobody"], "template": "t"}]}""", "$.warnings[0].to")]
    [InlineData("""{"warnings": [{"at": "50%", "to": ["handler"], "channels": ["pigeon"], "template": "t"}]}""", "$.warnings[0].channels")]
    [InlineData("""{"onStart": [{"to": ["handler"]}]}""", "$.onStart[0].template")]
    [InlineData("""{"rounds": {"every": "PT1S", "ladder": [{"to": ["handler"], "template": "t"}]}}""", "$.rounds.every")]
    [InlineData("""{"rounds": {"every": "P1D", "ladder": []}}""", "$.rounds.ladder")]
    [InlineData("""{"rounds": {"every": "P1D", "ladder": [{"from": 0, "to": ["handler"], "template": "t"}]}}""", "$.rounds.ladder[0].from")]
    [InlineData("""{"actions": [{"at": "due", "do": "dance"}]}""", "$.actions[0].do")]
    [InlineData("""{"actions": [{"at": "due", "do": "priority", "value": 101}]}""", "$.actions[0].value")]
    [InlineData("""{"actions": [{"at": "due", "do": "reassign", "to": "bob"}]}""", "$.actions[0].to")]
    public void What_is_wrong_is_told_with_its_place(string change, string place)
    {
        var faults = new List<LimitFault>();

        var limit = TimeLimitReader.Read(Json(change: change), "$", faults);

        Assert.Null(limit);
        Assert.Contains(place, faults.Select(fault => fault.Place));
    }

    [Fact]
    public void A_call_back_has_no_target_and_a_step_no_stop_of_its_own()
    {
        var faults = new List<LimitFault>();

        TimeLimitReader.Read(Json(change: """{"measures": "call-back"}"""), "$", faults);
        TimeLimitReader.Read(Json(change: """{"measures": "step"}"""), "$", faults);

        Assert.Equal(["$.target", "$.stop"], faults.Select(fault => fault.Place));
    }

    [Fact]
    public void What_is_left_out_is_meant_as_the_guide_says()
    {
        var facts = new Facts(
            new JsonObject
            {
                ["isClosed"] = true,
                ["isSuspended"] = true,
                ["status"] = "canceled",
                ["callBackAt"] = null,
            },
            At(23, 9)
        );
        var solved = Policy("""{"measures": "resolution", "stop": null}""");
        var call = Policy("""{"measures": "call-back", "stop": null, "target": null}""");

        Assert.True(solved.Start!.Holds(facts));
        Assert.False(solved.Stop!.Holds(facts));
        Assert.True(solved.Cancel!.Holds(facts));
        Assert.True(solved.Pause!.Holds(facts));
        Assert.False(call.Start!.Holds(facts));
        Assert.True(call.Stop!.Holds(facts));
        Assert.Null(call.Pause);
    }
}

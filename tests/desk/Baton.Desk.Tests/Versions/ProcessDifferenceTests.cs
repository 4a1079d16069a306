using Baton.Desk.Versions.Differences;

namespace Baton.Desk.Tests.Versions;

public sealed class ProcessDifferenceTests
{
    private const string Ends = """<startEvent id="Start"/><endEvent id="End"/>""";

    private static IEnumerable<string> Say(string before, string after) =>
        ProcessDifference
            .Between(before, after)
            .Elements.Select(one =>
                $"{one.Change} {one.Kind} {(one.BeforeId == one.AfterId ? one.AfterId : $"{one.BeforeId}->{one.AfterId}")}"
                + string.Concat(
                    one.Properties.Select(each =>
                        $" [{each.Property}{(each.Detail is null ? "" : ":" + each.Detail)}: {each.Before} -> {each.After}]"
                    )
                )
            );

    [Fact]
    public void Two_equal_files_have_no_difference()
    {
        var file = Drawn.Process(Ends + Drawn.User("Check", "Check"), "Start-Check Check-End", Drawn.Shape("Check", 0, 0));

        Assert.Empty(Say(file, file));
    }

    [Fact]
    public void What_came_and_what_went_is_told_with_the_flows_that_go_elsewhere()
    {
        var before = Drawn.Process(Ends + Drawn.User("Check", "Check"), "Start-Check:In Check-End:Out");
        var after = Drawn.Process(
            Ends + Drawn.User("Check", "Check") + """<serviceTask id="Pay" name="Pay"/>""",
            "Start-Check:In Check-Pay:Out Pay-End:Paid"
        );

        Assert.Equal(
            [
                "Added serviceTask ->Pay",
                "Rerouted sequenceFlow Out [to: End -> Pay]",
                "Added sequenceFlow ->Paid [from:  -> Pay] [to:  -> End]",
            ],
            Say(before, after)
        );
        Assert.Equal(
            [
                "Rerouted sequenceFlow Out [to: Pay -> End]",
                "Removed serviceTask Pay->",
                "Removed sequenceFlow Paid-> [from: Pay -> ] [to: End -> ]",
            ],
            Say(after, before)
        );
    }

    [Fact]
    public void A_task_tells_each_property_as_it_was_and_is()
    {
        var before = Drawn.Process(
            Ends
                + Drawn.User(
                    "Check",
                    "Check",
                    """
                    <zeebe:formDefinition formId="check"/><zeebe:assignmentDefinition assignee="=clerk" candidateGroups="desk"/>
                    <baton:actions resultVariable="verdict"><baton:action id="ok" value="ok" primary="true"/></baton:actions>
                    """
                ),
            "Start-Check Check-End"
        );
        var after = Drawn.Process(
            Ends
                + Drawn.User(
                    "Check",
                    "Check twice",
                    """
                    <zeebe:formDefinition formId="check-2"/><zeebe:assignmentDefinition candidateGroups="desk"/>
                    <zeebe:taskSchedule dueDate="=now() + duration(&quot;P2D&quot;)"/>
                    <baton:actions resultVariable="verdict"><baton:action id="ok" value="yes" primary="true"/>
                      <baton:action id="no" value="no" requiresOpinion="true"/></baton:actions>
                    """
                ),
            "Start-Check Check-End"
        );

        Assert.Equal(
            [
                "Changed userTask Check [name: Check -> Check twice] [assignee: =clerk -> ] [form: check -> check-2] [action:ok: ok -> yes]"
                    + " [dueDate:  -> =now() + duration(\"P2D\")] [action:no:  -> no] [actionWithReason:  -> no]",
            ],
            Say(before, after)
        );
    }

    [Fact]
    public void A_renamed_step_is_known_by_its_name_and_place_and_its_surroundings_are_not_told_as_changed()
    {
        var before = Drawn.Process(
            Ends
                + Drawn.User("Check", "Check the order")
                + """<boundaryEvent id="Late" attachedToRef="Check"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>""",
            "Start-Check Check-End Late-End"
        );
        var after = before
            .Replace("\"Check\"", "\"Review\"", StringComparison.Ordinal)
            .Replace("Check_End", "Other", StringComparison.Ordinal);

        Assert.Equal(["Changed userTask Check->Review [id: Check -> Review]"], Say(before, after));
        Assert.Equal("Review", ProcessDifference.Between(before, after).Matches["Check"]);
        Assert.Equal("Other", ProcessDifference.Between(before, after).Matches["Check_End"]);
    }

    [Fact]
    public void Two_that_are_equally_good_are_no_proposal()
    {
        var before = Drawn.Process(Ends + Drawn.User("Check", "Check"), "Start-Check Check-End");
        var after = Drawn.Process(Ends + Drawn.User("A", "Check") + Drawn.User("B", "Check"), "Start-A Start-B A-End B-End");

        Assert.False(ProcessDifference.Between(before, after).Matches.ContainsKey("Check"));
    }

    [Fact]
    public void A_timer_a_condition_and_an_event_that_no_longer_interrupts_are_told()
    {
        const string Boundary = """
            <boundaryEvent id="Late" attachedToRef="Check" cancelActivity="{0}"><timerEventDefinition><timeDuration>{1}</timeDuration></timerEventDefinition></boundaryEvent>
            """;
        var before = Drawn.Process(
            Ends + Drawn.User("Check", "Check") + string.Format(null, Boundary, "true", "PT1H"),
            "Start-Check Check-End Late-End"
        );
        var after = Drawn.Process(
            Ends + Drawn.User("Check", "Check") + string.Format(null, Boundary, "false", "P2D"),
            "Start-Check Check-End Late-End"
        );

        Assert.Equal(["Changed boundaryEvent:timer Late [interrupting: true -> ] [timer: PT1H -> P2D]"], Say(before, after));
    }

    [Fact]
    public void What_was_only_moved_in_the_drawing_is_moved_and_a_drawing_that_was_shifted_is_the_same()
    {
        string At(int x, int y, int shift = 0) =>
            Drawn.Process(
                Ends + Drawn.User("Check", "Check") + Drawn.User("Pay", "Pay"),
                "Start-Check Check-Pay Pay-End",
                Drawn.Shape("Start", shift, 0)
                    + Drawn.Shape("Check", 200 + shift, 0)
                    + Drawn.Shape("Pay", x + shift, y)
                    + Drawn.Shape("End", 600 + shift, 0)
            );

        Assert.Equal(["Moved userTask Pay"], Say(At(400, 0), At(400, 200)));
        Assert.Empty(Say(At(400, 0), At(400, 0, shift: 50)));
    }

    [Fact]
    public void What_is_no_process_counts_as_empty()
    {
        var file = Drawn.Process(Ends, "Start-End");

        Assert.Equal(4, Say("<nothing/>", file).Count());
        Assert.Empty(Say("no xml", "<nothing/>"));
    }
}

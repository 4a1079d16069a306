using Baton.Engine.AdHoc;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;

namespace Baton.Engine.Tests.Patterns;

/// <summary>
/// The control-flow patterns of the Workflow Patterns Initiative, each by the BPMN elements that express it. docs/bpmn.md lists all 43 with the
/// test that shows it.
/// </summary>
public sealed class ControlFlowPatterns
{
    private static string Task(string id, string more = "") =>
        $"<serviceTask id='{id}'><zeebe:taskDefinition type='{id}'/>{more}</serviceTask>";

    private static string Repeated(string id, string loop, string condition = "") =>
        Task(
            id,
            $"<multiInstanceLoopCharacteristics>{loop}{(condition.Length == 0 ? "" : $"<completionCondition>={condition}</completionCondition>")}</multiInstanceLoopCharacteristics>"
        );

    private const string Three = "<zeebe:loopCharacteristics inputCollection='=[1,2,3]' inputElement='item'/>";

    private static Scenario Run(string model, params ReadOnlySpan<(string, FeelValue)> variables) =>
        new Scenario("<startEvent id='s'/>" + model).Start(variables);

    private static int Count(Scenario scenario, string id) =>
        scenario.History.OfType<ElementCompleted>().Count(each => each.ElementId == id);

    private static void CompleteAny(Scenario scenario, string type, params ReadOnlySpan<(string, FeelValue)> variables) =>
        scenario.Do(new CompleteJob(scenario.State.Jobs.First(job => job.Type == type).Key, Scenario.Vars(variables)));

    [Fact]
    public void Pattern_01_sequence()
    {
        Scenario scenario = Run($"{Task("A")}{Task("B")}<flow>s -> A -> B</flow>");
        Assert.Equal("A", scenario.Open);
        scenario.Complete("A");
        Assert.Equal("B", scenario.Open);
        scenario.Complete("B");
        scenario.AssertCompleted();
    }

    [Fact]
    public void Pattern_02_parallel_split_and_03_synchronization()
    {
        Scenario scenario = Run(
            $"<parallelGateway id='f'/>{Task("A")}{Task("B")}<parallelGateway id='j'/>{Task("C")}<flow>s -> f -> A -> j -> C; f -> B -> j</flow>"
        );
        Assert.Equal("A B", scenario.Open);
        scenario.Complete("B");
        Assert.Equal("A", scenario.Open);
        scenario.Complete("A");
        Assert.Equal("C", scenario.Open);
    }

    [Fact]
    public void Pattern_04_exclusive_choice_and_05_simple_merge()
    {
        Scenario scenario = Run(
            $"<exclusiveGateway id='x' default='x_B'/>{Task("A")}{Task("B")}<exclusiveGateway id='m'/>{Task("C")}<flow>s -> x; x -> A [n > 1]; x -> B; A -> m -> C; B -> m</flow>",
            ("n", 2)
        );
        Assert.Equal("A", scenario.Open);
        scenario.Complete("A");
        Assert.Equal("C", scenario.Open);
    }

    [Fact]
    public void Pattern_06_multi_choice_and_07_structured_synchronizing_merge()
    {
        Scenario scenario = Run(
            $"<inclusiveGateway id='o' default='o_C'/>{Task("A")}{Task("B")}{Task("C")}<inclusiveGateway id='j'/>{Task("D")}<flow>s -> o; o -> A [a]; o -> B [b]; o -> C; A -> j -> D; B -> j; C -> j</flow>",
            ("a", true),
            ("b", true)
        );
        Assert.Equal("A B", scenario.Open);
        scenario.Complete("A");
        Assert.Equal("B", scenario.Open);
        scenario.Complete("B");
        Assert.Equal("D", scenario.Open);
    }

    [Fact]
    public void Pattern_08_multi_merge()
    {
        Scenario scenario = Run($"{Task("A")}{Task("B")}<exclusiveGateway id='m'/>{Task("C")}<flow>s -> A -> m -> C; s -> B -> m</flow>");
        scenario.Complete("A");
        scenario.Complete("B");
        Assert.Equal("C C", scenario.Open);
    }

    /// <summary>Two rounds: what comes from the first round opens nothing in the second.</summary>
    [Fact]
    public void Pattern_09_structured_discriminator_and_28_blocking_discriminator()
    {
        Scenario scenario = Run(
            $"{Task("A")}{Task("B")}<complexGateway id='g'><activationCondition>=activationCount = 1</activationCondition></complexGateway>{Task("C")}<flow>s -> A -> g; s -> B -> g; g -> C</flow>"
        );
        scenario.Complete("A");
        Assert.Equal("B C", scenario.Open);
        scenario.Complete("B");
        Assert.Equal("C", scenario.Open);
        scenario.Complete("C");
        scenario.AssertCompleted();
    }

    [Fact]
    public void Pattern_10_arbitrary_cycles()
    {
        Scenario scenario = Run(
            $"<exclusiveGateway id='m1'/>{Task("A")}<exclusiveGateway id='m2'/>{Task("B")}<exclusiveGateway id='x' default='x_e'/><endEvent id='e'/><flow>s -> m1 -> A -> m2 -> B -> x -> e; x -> m1 [to = 1]; x -> m2 [to = 2]</flow>"
        );
        scenario.Complete("A");
        scenario.Complete("B", ("to", 2));
        Assert.Equal("B", scenario.Open);
        scenario.Complete("B", ("to", 1));
        Assert.Equal("A", scenario.Open);
    }

    [Fact]
    public void Pattern_11_implicit_termination_and_43_explicit_termination()
    {
        Scenario still = Run($"{Task("A")}{Task("B")}<flow>s -> A; s -> B</flow>");
        still.Complete("A");
        Assert.False(still.State.IsEnded);
        still.Complete("B");
        still.AssertCompleted();

        Scenario cut = Run(
            $"{Task("A")}{Task("B")}<endEvent id='e'><terminateEventDefinition/></endEvent><flow>s -> A -> e; s -> B</flow>"
        );
        cut.Complete("A");
        Assert.Equal("B", cut.Terminated);
        cut.AssertCompleted();
    }

    [Fact]
    public void Pattern_12_multiple_instances_without_synchronization()
    {
        Scenario scenario = Run(
            $"<scriptTask id='n'><zeebe:script expression='=if i = null then 1 else i + 1' resultVariable='i'/></scriptTask>{Task("A")}<exclusiveGateway id='x' default='x_B'/>{Task("B")}<flow>s -> n; n -> A; n -> x -> B; x -> n [3 > i]</flow>"
        );
        Assert.Equal("A A A B", scenario.Open);
        scenario.Complete("B");
        Assert.Equal("A A A", scenario.Open);
    }

    [Fact]
    public void Pattern_13_instances_known_when_designed_and_14_known_when_run_and_42_thread_split()
    {
        Assert.Equal(3, Run(Repeated("A", Three) + "<flow>s -> A</flow>").State.Jobs.Count);
        Scenario scenario = Run(
            Repeated("A", "<zeebe:loopCharacteristics inputCollection='=items'/>") + Task("B") + "<flow>s -> A -> B</flow>",
            ("items", FeelJson.Parse("[1,2]"))
        );
        Assert.Equal(2, scenario.State.Jobs.Count);
        CompleteAny(scenario, "A");
        Assert.Single(scenario.State.Jobs);
        CompleteAny(scenario, "A");
        Assert.Equal("B", scenario.Open);
    }

    [Fact]
    public void Pattern_15_instances_added_while_others_run()
    {
        Scenario scenario = Run(
            $"<adHocSubProcess id='ah'><zeebe:adHoc activeElementsCollection='=[\"A\"]'/>{Task("A")}</adHocSubProcess>{Task("B")}<flow>s -> ah -> B</flow>"
        );
        scenario.Do(new ActivateAdHocElements(scenario.Element("ah").Key, [new AdHocActivation("A", FeelContext.Empty)], false));
        CompleteAny(scenario, "A");
        Assert.Equal("A ah ah#innerInstance", scenario.Open);
        CompleteAny(scenario, "A");
        Assert.Equal("B", scenario.Open);
    }

    [Fact]
    public void Pattern_16_deferred_choice()
    {
        Scenario scenario = Run(
            """
            <message id='m' name='m'><zeebe:subscription correlationKey='="k"'/></message><eventBasedGateway id='g'/>
            <intermediateCatchEvent id='a'><messageEventDefinition messageRef='m'/></intermediateCatchEvent>
            <intermediateCatchEvent id='b'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <flow>s -> g -> a; g -> b</flow>
            """
        );
        scenario.Fire("b");
        Assert.Equal("s g b p", scenario.Completed);
    }

    /// <summary>A worker begins one activity after the other, here in any order (40) that keeps A before C (17).</summary>
    [Fact]
    public void Pattern_17_interleaved_parallel_routing_and_40_interleaved_routing()
    {
        Scenario scenario = Run(
            $"<adHocSubProcess id='ah'><zeebe:taskDefinition type='next'/>{Task("A")}{Task("B")}{Task("C")}</adHocSubProcess><flow>s -> ah</flow>"
        );
        foreach (string next in (string[])["A", "B", "C"])
        {
            scenario.Do(
                new CompleteJob(scenario.Job("ah").Key, FeelContext.Empty)
                {
                    Result = new AdHocResult([new AdHocActivation(next, FeelContext.Empty)], false, false),
                }
            );
            Assert.Equal($"{next} ah ah#innerInstance", scenario.Open);
            scenario.Complete(next);
        }
        scenario.Do(new CompleteJob(scenario.Job("ah").Key, FeelContext.Empty) { Result = new AdHocResult([], true, false) });
        scenario.AssertCompleted();
    }

    [Fact]
    public void Pattern_18_milestone()
    {
        Scenario scenario = Run(
            $"""
            <message id='m' name='m'><zeebe:subscription correlationKey='="k"'/></message>{Task("A")}
            <boundaryEvent id='b' attachedToRef='A' cancelActivity='false'><messageEventDefinition messageRef='m'/></boundaryEvent>{Task(
                "B"
            )}{Task("C")}
            <flow>s -> A -> C; b -> B</flow>
            """
        );
        scenario.Send("b");
        Assert.Equal("A B", scenario.Open);
        scenario.Complete("A");
        Assert.Empty(scenario.State.MessageSubscriptions);
    }

    [Fact]
    public void Pattern_19_cancel_task_and_20_cancel_case()
    {
        Scenario scenario = Run(
            $"{Task("A")}<boundaryEvent id='b' attachedToRef='A'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>{Task("B")}<flow>s -> A; b -> B</flow>"
        );
        scenario.Fire("b");
        Assert.Equal(("A", "B"), (scenario.Terminated, scenario.Open));
        scenario.Do(new CancelInstance(scenario.State.RootInstanceKey));
        Assert.Equal("A B p", scenario.Terminated);
    }

    [Fact]
    public void Pattern_21_structured_loop()
    {
        Scenario scenario = Run(
            Task(
                "A",
                "<standardLoopCharacteristics testBefore='true'><loopCondition>=3 > loopCounter</loopCondition></standardLoopCharacteristics>"
            ) + "<flow>s -> A</flow>"
        );
        for (int turn = 0; turn < 3; turn++)
        {
            scenario.Complete("A");
        }
        scenario.AssertCompleted();
    }

    [Fact]
    public void Pattern_22_recursion()
    {
        Scenario scenario = Run(
            "<exclusiveGateway id='x' default='x_e'/><callActivity id='again'><zeebe:calledElement processId='p'/><zeebe:input source='=n - 1' target='n'/></callActivity><endEvent id='e'/><flow>s -> x -> e; x -> again [n > 0]; again -> e</flow>",
            ("n", 3)
        );
        Assert.Equal(4, Count(scenario, "p"));
        Assert.True(scenario.State.IsEnded);
    }

    [Fact]
    public void Pattern_25_cancel_region_and_29_cancelling_discriminator_and_41_thread_merge()
    {
        Scenario scenario = Run(
            $"<subProcess id='sub'><startEvent id='i'/>{Task("A")}{Task("B")}<endEvent id='e'><terminateEventDefinition/></endEvent><flow>i -> A -> e; i -> B -> e</flow></subProcess>{Task("C")}<flow>s -> sub -> C</flow>"
        );
        scenario.Complete("B");
        Assert.Equal(("A", "C"), (scenario.Terminated, scenario.Open));

        Scenario threads = Run(
            $"<subProcess id='sub'><startEvent id='i'/>{Task("A")}<flow>i -> A</flow><task id='x'/><flow>i -> x -> A</flow></subProcess>{Task("C")}<flow>s -> sub -> C</flow>"
        );
        Assert.Equal("A A sub", threads.Open);
        CompleteAny(threads, "A");
        CompleteAny(threads, "A");
        Assert.Equal("C", threads.Open);
    }

    [Fact]
    public void Pattern_26_cancel_multiple_instances_and_27_complete_them()
    {
        Scenario cancelled = Run(
            $"{Repeated("A", Three)}<boundaryEvent id='b' attachedToRef='A'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>{Task("B")}{Task("C")}<flow>s -> A -> B; b -> C</flow>"
        );
        CompleteAny(cancelled, "A");
        cancelled.Fire("b");
        Assert.Equal("C", cancelled.Open);

        Scenario completed = Run(Repeated("A", Three, "enough = true") + Task("B") + "<flow>s -> A -> B</flow>");
        CompleteAny(completed, "A", ("enough", true));
        Assert.Equal("B", completed.Open);
    }

    [Fact]
    public void Pattern_30_structured_partial_join_and_31_blocking_partial_join()
    {
        Scenario scenario = Run(
            $"{Task("A")}{Task("B")}{Task("C")}<complexGateway id='g'><activationCondition>=activationCount = 2</activationCondition></complexGateway>{Task("D")}<flow>s -> A -> g; s -> B -> g; s -> C -> g; g -> D</flow>"
        );
        scenario.Complete("A");
        Assert.Equal("B C", scenario.Open);
        scenario.Complete("C");
        Assert.Equal("B D", scenario.Open);
        scenario.Complete("B");
        Assert.Equal("D", scenario.Open);
    }

    [Fact]
    public void Pattern_32_cancelling_partial_join()
    {
        Scenario scenario = Run(
            $"<subProcess id='sub'><startEvent id='i'/>{Task("A")}{Task("B")}{Task("C")}<complexGateway id='g'><activationCondition>=activationCount = 2</activationCondition></complexGateway><endEvent id='e'><terminateEventDefinition/></endEvent><flow>i -> A -> g; i -> B -> g; i -> C -> g; g -> e</flow></subProcess>{Task("D")}<flow>s -> sub -> D</flow>"
        );
        scenario.Complete("A");
        scenario.Complete("B");
        Assert.Equal(("C", "D"), (scenario.Terminated, scenario.Open));
    }

    [Fact]
    public void Pattern_33_generalised_and_join()
    {
        Scenario scenario = Run(
            $"<parallelGateway id='f'/>{Task("A")}{Task("A2")}<exclusiveGateway id='m'/>{Task("B")}{Task("B2")}<exclusiveGateway id='n'/><parallelGateway id='j'/>{Task("C")}<flow>s -> f -> A -> m -> j -> C; f -> A2 -> m; f -> B -> n -> j; f -> B2 -> n</flow>"
        );
        scenario.Complete("A");
        scenario.Complete("A2");
        Assert.DoesNotContain("C", scenario.Open, StringComparison.Ordinal);
        scenario.Complete("B");
        scenario.Complete("B2");
        Assert.Equal("C C", scenario.Open);
    }

    [Fact]
    public void Pattern_34_static_partial_join_and_35_cancelling_partial_join_of_multiple_instances()
    {
        Scenario scenario = Run(Repeated("A", Three, "numberOfCompletedInstances = 2") + Task("B") + "<flow>s -> A -> B</flow>");
        CompleteAny(scenario, "A");
        CompleteAny(scenario, "A");
        Assert.Equal(("A", "B"), (scenario.Terminated, scenario.Open));
    }

    [Fact]
    public void Pattern_36_dynamic_partial_join_of_multiple_instances()
    {
        Scenario scenario = Run(
            $"<adHocSubProcess id='ah'><zeebe:adHoc outputCollection='done' outputElement='=1'/>{Task("A")}<completionCondition>=count(done) = 2</completionCondition></adHocSubProcess>{Task("B")}<flow>s -> ah -> B</flow>"
        );
        long key = scenario.Element("ah").Key;
        for (int i = 0; i < 3; i++)
        {
            scenario.Do(new ActivateAdHocElements(key, [new AdHocActivation("A", FeelContext.Empty)], false));
        }
        CompleteAny(scenario, "A");
        CompleteAny(scenario, "A");
        Assert.Equal("B", scenario.Open);
    }

    [Fact]
    public void Pattern_37_local_and_38_general_synchronizing_merge()
    {
        Scenario scenario = Run(
            $"<inclusiveGateway id='o' default='o_B'/>{Task("A")}{Task("B")}<exclusiveGateway id='x' default='x_j'/><exclusiveGateway id='m'/><inclusiveGateway id='j'/>{Task("C")}<flow>s -> o; o -> m [a]; o -> B; m -> A -> x -> j -> C; x -> m [again]; B -> j</flow>",
            ("a", true)
        );
        scenario.Complete("A", ("again", true));
        Assert.Equal("A", scenario.Open);
        scenario.Complete("A", ("again", false));
        Assert.Equal("C", scenario.Open);
    }
}

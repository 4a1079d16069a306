using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Baton.Bpmn.Tests;
using Baton.Engine.Compilation;
using Baton.Engine.Deployments;
using Baton.Engine.Instances;
using Baton.Engine.Tests.Scenarios;
using Baton.Feel;
using Baton.Feel.Tests.Fuzzing;

namespace Baton.Engine.Tests.Foreign;

/// <summary>
/// Damaged models by number: each is refused with reasons, or accepted, compiled and begun, and nothing throws. BATON_FUZZ_MODELS says how many,
/// BATON_FUZZ_FIRST is the number of the first; the same number is the same model.
/// </summary>
public sealed class DamagedModelTests(ITestOutputHelper output)
{
    private static readonly int Models = Setting("BATON_FUZZ_MODELS", 1_000);
    private static readonly int First = Setting("BATON_FUZZ_FIRST", 0);

    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_damaged_model_breaks_the_reader_the_validation_the_compiler_or_the_first_steps()
    {
        List<XDocument> sound = [.. PackModels().Select(file => XDocument.Load(file)), XDocument.Parse(Rich())];
        var (unreadable, refused, accepted, begun) = (0, 0, 0, 0);
        for (int number = First; number < First + Models; number++)
        {
            var dice = new Dice(number);
            string text = ModelDamage.Of(dice.Of([.. sound]), dice);
            try
            {
                Verdict verdict = Verdict.On("damaged.bpmn", Encoding.UTF8.GetBytes(text));
                unreadable += verdict.IsReadable ? 0 : 1;
                refused += verdict.IsReadable && !verdict.IsAccepted ? 1 : 0;
                accepted += verdict.IsAccepted ? 1 : 0;
                begun += verdict.Processes.Count(Begins);
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                throw new InvalidOperationException(
                    $"Model {number} breaks: BATON_FUZZ_FIRST={number} BATON_FUZZ_MODELS=1\n{text}",
                    problem
                );
            }
        }
        output.WriteLine($"{Models} models from {First}: {unreadable} unreadable, {refused} refused, {accepted} accepted, {begun} begun");
        // Models that are all refused would test next to nothing.
        Assert.True(Models < 500 || (accepted > Models / 20 && begun > Models / 20 && refused > Models / 20 && unreadable > 0));
    }

    private static bool Begins(ExecutableProcess process)
    {
        var catalog = new TestCatalog();
        DeployedProcess deployed = catalog.Add(process);
        var state = new InstanceState();
        var limits = new EngineLimits { MaxActivationsPerCommand = 500 };
        foreach (StartTimer timer in process.StartTimers)
        {
            timer.Arm(Noon, null, out _);
        }
        FeelContext variables = FeelContext.Of(("amount", 3), ("order", "A"), ("items", FeelJson.Parse("[1, 2]")));
        Decision decision = ProcessEngine.Decide(
            state,
            new CreateInstance(deployed.Key, variables),
            new EngineContext(Noon, new CountingKeys(), catalog, limits)
        );
        return decision.Rejection is null;
    }

    private static IEnumerable<string> PackModels() =>
        Directory
            .EnumerateFiles(Path.Combine(SharedData.Repository(), "packs"), "*.bpmn", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal);

    /// <summary>A model with something of everything that the engine executes.</summary>
    private static string Rich() =>
        ModelText.Xml(
            "rich",
            """
            <message id='m' name='paid'><zeebe:subscription correlationKey='=order'/></message><signal id='g' name='stop'/>
            <error id='r' errorCode='BROKEN'/><escalation id='c' escalationCode='LATE'/>
            <startEvent id='s'/><inclusiveGateway id='fork' default='fork_a'/><inclusiveGateway id='join'/>
            <scriptTask id='a'><zeebe:script expression='=amount + 1' resultVariable='more'/></scriptTask>
            <subProcess id='sub'>
              <startEvent id='s2'/><serviceTask id='work'><zeebe:taskDefinition type='=&quot;kind&quot;' retries='=2'/><zeebe:input source='=amount' target='given.a'/><zeebe:output source='=result' target='out'/></serviceTask><endEvent id='e2'/>
              <boundaryEvent id='undo' attachedToRef='work'><compensateEventDefinition/></boundaryEvent><task id='handler' isForCompensation='true'/><association id='as' sourceRef='undo' targetRef='handler'/>
              <subProcess id='esp' triggeredByEvent='true'><startEvent id='on' isInterrupting='false'><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></startEvent><endEvent id='e3'/><flow>on -> e3</flow></subProcess>
              <flow>s2 -> work -> e2</flow>
            </subProcess>
            <boundaryEvent id='b1' attachedToRef='sub'><errorEventDefinition errorRef='r'/></boundaryEvent>
            <boundaryEvent id='b2' attachedToRef='sub' cancelActivity='false'><escalationEventDefinition escalationRef='c'/></boundaryEvent>
            <serviceTask id='each'><zeebe:taskDefinition type='each'/><multiInstanceLoopCharacteristics isSequential='true'><zeebe:loopCharacteristics inputCollection='=items' inputElement='item' outputCollection='done' outputElement='=item'/><completionCondition>=numberOfCompletedInstances > 5</completionCondition></multiInstanceLoopCharacteristics></serviceTask>
            <eventBasedGateway id='wait'/><intermediateCatchEvent id='w1'><messageEventDefinition messageRef='m'/></intermediateCatchEvent>
            <intermediateCatchEvent id='w2'><timerEventDefinition><timeDuration>=duration("PT1H")</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <intermediateCatchEvent id='w3'><signalEventDefinition signalRef='g'/></intermediateCatchEvent>
            <callActivity id='call'><zeebe:calledElement processId='=&quot;rich&quot; + "x"'/></callActivity>
            <businessRuleTask id='rule'><zeebe:calledDecision decisionId='d' resultVariable='v'/></businessRuleTask>
            <userTask id='user'><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups='a,b'/><zeebe:taskSchedule dueDate='=now()'/></userTask>
            <intermediateThrowEvent id='link'><linkEventDefinition name='on'/></intermediateThrowEvent><intermediateCatchEvent id='target'><linkEventDefinition name='on'/></intermediateCatchEvent>
            <intermediateThrowEvent id='back'><compensateEventDefinition/></intermediateThrowEvent><intermediateThrowEvent id='tell'><escalationEventDefinition escalationRef='c'/></intermediateThrowEvent>
            <receiveTask id='get' messageRef='m'/><endEvent id='e'/><endEvent id='stop'><terminateEventDefinition/></endEvent><endEvent id='err'><errorEventDefinition errorRef='r'/></endEvent>
            <flow>s -> fork -> a -> join; fork -> sub [amount > 2]; sub -> each -> join; b1 -> user -> e; b2 -> tell -> back -> e; join -> wait; wait -> w1 -> call -> e; wait -> w2 -> rule -> link; wait -> w3 -> stop; target -> get -> err</flow>
            """
        );

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

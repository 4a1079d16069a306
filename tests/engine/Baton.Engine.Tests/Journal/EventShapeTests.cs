using System.Buffers;
using System.Runtime.CompilerServices;
using Baton.Engine.AdHoc;
using Baton.Engine.Compensation;
using Baton.Engine.Compilation;
using Baton.Engine.Conditions;
using Baton.Engine.Events;
using Baton.Engine.Gateways;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Jobs;
using Baton.Engine.Journal;
using Baton.Engine.Listeners;
using Baton.Engine.Messages;
using Baton.Engine.Migration;
using Baton.Engine.MultiInstance;
using Baton.Engine.Signals;
using Baton.Engine.Tasks;
using Baton.Engine.Timers;
using Baton.Engine.UserTasks;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Tests.Journal;

/// <summary>
/// The released shapes of events in the journal. A golden file is never changed: a new shape gets a new version and a new file, and the old
/// file must still be read.
/// </summary>
public sealed class EventShapeTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private static readonly FeelContext Payload = FeelContext.Of(
        ("text", "工单"),
        ("whole", 42),
        ("negative", -7),
        ("part", FeelValue.From(0.125m)),
        ("large", FeelJson.Parse("12345678901234567890123456789")),
        ("yes", true),
        ("no", false),
        ("nothing", FeelValue.Null),
        ("list", FeelJson.Parse("""[1,"a",[]]""")),
        ("object", FeelJson.Parse("""{"a":{"b":[true]}}"""))
    );

    private static readonly UserTaskDetails Details = new()
    {
        CandidateUsers = ["ann"],
        CandidateGroups = ["sales", "desk"],
        DueDate = At,
        Priority = 70,
        FormKey = 88,
        ExternalForm = "form://x",
    };

    private static readonly UserTaskTransition Transition = new()
    {
        State = UserTaskState.Updating,
        Action = "escalate",
        Assignee = "ann",
        IsAssigneeCorrected = true,
        Details = Details,
        Variables = Payload,
        IsLocal = true,
    };

    private static readonly EngineEvent[] Samples =
    [
        new InstanceCreated(1, 1_000_000, "order", 3, 7, 5, "C-1", ["case", "vip"], "start", []),
        new ElementActivating(1, 2, "task", ElementType.ServiceTask, 1, "flow"),
        new ElementActivated(1, 2, "task", ElementType.ServiceTask),
        new ElementCompleting(1, 2, "task", ElementType.ServiceTask),
        new ElementCompleted(1, 2, "task", ElementType.ServiceTask),
        new ElementTerminating(1, 2, "task", ElementType.ServiceTask),
        new ElementTerminated(1, 2, "task", ElementType.ServiceTask),
        new SequenceFlowTaken(1, 1, "flow"),
        new TokensDiscarded(1, 1),
        new EventTriggered(1, 2, "boundary", Payload),
        new VariableCreated(1, 3, 1, "x", FeelValue.From(Payload)),
        new VariableUpdated(1, 3, 1, "x", FeelValue.Null),
        new JobCreated(1, 4, 2, "task", JobKind.BpmnElement, "ship", 3, ListenerEvent.None, 0),
        new JobPriorityUpdated(1, 4, 2, -7),
        new JobCompleted(1, 4, 2),
        new JobFailed(1, 4, 2, 2, "broken", At),
        new JobRetriesUpdated(1, 4, 2, 5),
        new JobErrorThrown(1, 4, 2, "LOST", null, true),
        new JobCanceled(1, 4, 2),
        new TimerScheduled(1, 5, 2, "timer", new TimerPlan(At, TimerPlan.Endless, "R/PT1H")),
        new TimerTriggered(1, 5, 2, "timer"),
        new TimerCanceled(1, 5, 2),
        new MessageSubscriptionOpened(1, 6, 2, "catch", "paid", "4711"),
        new MessageSubscriptionCorrelated(1, 6, 2, "catch", 77, "paid", true),
        new MessageSubscriptionClosed(1, 6, 2),
        new UserTaskCreated(1, 7, 2, "task", Details),
        new UserTaskAssigned(1, 7, 2, "ann", "claim"),
        new UserTaskUpdated(1, 7, 2, new UserTaskDetails(), null),
        new UserTaskCompleted(1, 7, 2, "ann", "approve"),
        new UserTaskCanceled(1, 7, 2),
        new IncidentRaised(1, 8, 2, "task", 4, IncidentType.JobNoRetries, "No more retries left."),
        new IncidentResolved(1, 8, 2, null),
        new DecisionEvaluated(1, 2, "rule", 99, "tariff", FeelValue.From(1)),
        new LoopStarted(1, 2, FeelJson.Parse("[1,2]").AsList()),
        new LoopEnded(1, 2),
        new SignalSubscriptionOpened(1, 9, 2, "catch", "alarm"),
        new SignalReceived(1, 9, 2, "catch", "alarm", false),
        new SignalSubscriptionClosed(1, 9, 2),
        new SignalThrown(1, 2, "throw", "alarm", Payload),
        new CompensationStored(1, 10, 2),
        new CompensationTriggered(1, 2, 1, "book"),
        new CompensationHandlerStarted(1, 2, 11, null),
        new UserTaskTransitionStarted(1, 7, 2, Transition),
        new UserTaskCorrected(1, 7, 2, "ben", true, Details),
        new UserTaskTransitionEnded(1, 7, 2, true, "not yet"),
        new AdHocFulfilled(1, 2),
        new EventDiscarded(1, 2),
        new ConditionSubscriptionOpened(1, 12, 2, "catch"),
        new ConditionTriggered(1, 12, 2, "catch", true),
        new ConditionSubscriptionClosed(1, 12, 2),
        new CompensationPlanned(1, 2, [new PlannedHandler("undo", 13, Payload)]),
        new EventPartOccurred(1, 2, "catch#1", Payload),
        new EventPartsGathered(1, 2, "catch"),
        new ComplexGatewayReset(1, 1, "join"),
        new InstanceMigrated(1, 1_000_001, "order", 4, [new ElementMapping("a", "b"), new ElementMapping("f", "g")]),
        new LoopResultCollected(1, 2, 3, 1, FeelValue.From(Payload)),
        new AdHocResultCollected(1, 2, 3, 4, FeelValue.From(Payload)),
    ];

    public static TheoryData<string> EventNames => [.. Samples.Select(sample => sample.GetType().Name)];

    [Fact]
    public void Every_event_has_a_tag_of_its_own_a_reader_and_a_sample()
    {
        Type[] events =
        [
            .. typeof(EngineEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(EngineEvent)) && !type.IsAbstract),
        ];
        Assert.Equal(
            events.Select(type => type.Name).Order(StringComparer.Ordinal),
            EventShapes.All.Select(shape => shape.Type.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(EventShapes.All.Count, EventShapes.All.Select(shape => shape.Tag).Distinct().Count());
        Assert.Equal(
            events.Select(type => type.Name).Order(StringComparer.Ordinal),
            Samples.Select(sample => sample.GetType().Name).Order(StringComparer.Ordinal)
        );
        Assert.All(Samples, sample => Assert.Equal(sample.GetType(), EventShapes.Of(sample.Tag).Type));
        Assert.All(events, type => Assert.True(type.IsSealed, type.Name));
    }

    [Theory]
    [MemberData(nameof(EventNames))]
    public void The_shape_of_a_released_event_never_changes(string name)
    {
        EngineEvent sample = Samples.Single(each => each.GetType().Name == name);
        byte version = EventShapes.Of(sample.Tag).Version;
        string written = Convert.ToHexStringLower(Write([sample]));
        string path = Path.Combine(GoldenFolder(), $"{name}.v{version}.txt");
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("BATON_WRITE_GOLDEN") == "1")
        {
            File.WriteAllText(path, written + "\n");
        }
        Assert.True(File.Exists(path), $"{path} is missing. Run this test once with BATON_WRITE_GOLDEN=1 and review the file.");
        Assert.Equal(File.ReadAllText(path).Trim(), written);
    }

    [Theory]
    [MemberData(nameof(EventNames))]
    public void Every_golden_file_of_an_event_is_read_back(string name)
    {
        EngineEvent sample = Samples.Single(each => each.GetType().Name == name);
        foreach (string path in Directory.GetFiles(GoldenFolder(), name + ".v*.txt"))
        {
            EngineEvent read = Assert.Single(EventCodec.Read(Convert.FromHexString(File.ReadAllText(path).Trim())));
            Assert.Equal(Convert.ToHexString(Write([sample])), Convert.ToHexString(Write([read])));
        }
    }

    [Fact]
    public void A_row_of_many_events_is_read_back_and_says_each_text_once()
    {
        byte[] row = Write(Samples);
        Assert.Equal(Convert.ToHexString(row), Convert.ToHexString(Write(EventCodec.Read(row))));
        Assert.True(row.Length < Samples.Sum(sample => Write([sample]).Length));
    }

    [Fact]
    public void A_damaged_or_newer_row_is_told_apart_from_a_good_one()
    {
        byte[] row = Write(Samples);
        for (int length = 0; length < row.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => EventCodec.Read(row.AsSpan(0, length)));
        }
        byte[] newer = [9, .. row[1..]];
        Assert.Contains("format 9", Assert.Throws<InvalidDataException>(() => EventCodec.Read(newer)).Message, StringComparison.Ordinal);
    }

    private static byte[] Write(IReadOnlyList<EngineEvent> events)
    {
        var row = new ArrayBufferWriter<byte>();
        EventCodec.Write(row, events);
        return row.WrittenSpan.ToArray();
    }

    private static string GoldenFolder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "Golden");
}

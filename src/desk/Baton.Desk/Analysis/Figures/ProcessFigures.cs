using System.Text.Json.Serialization;
using Baton.Desk.Analysis.Traces;

namespace Baton.Desk.Analysis.Figures;

/// <summary>How a process really goes, from a sample of its instances. Times are in milliseconds.</summary>
public sealed record ProcessFigures
{
    /// <summary>How many instances were looked at.</summary>
    public int Instances { get; init; }
    public int Running { get; init; }
    public int Completed { get; init; }
    public int Canceled { get; init; }

    /// <summary>From the beginning to the end of those that ended.</summary>
    public required Spread Throughput { get; init; }

    /// <summary>What the throughput time of all that ended went by with; adds up to its total.</summary>
    public required TimeTotals Times { get; init; }

    /// <summary>Where the most time is lost first.</summary>
    public IReadOnlyList<StepFigures> Steps { get; init; } = [];

    public IReadOnlyList<FlowFigures> Flows { get; init; } = [];

    /// <summary>Which step followed which, the most frequent first.</summary>
    public IReadOnlyList<FollowFigures> Follows { get; init; } = [];

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<VariantFigures> Variants { get; init; } = [];

    /// <summary>How many variants are not listed, and how many instances they have.</summary>
    public int OtherVariants { get; init; }
    public int InOtherVariants { get; init; }

    /// <summary>Where work was canceled, the most frequent first.</summary>
    public IReadOnlyList<DropOutFigures> DropOuts { get; init; } = [];

    /// <summary>How many went a way that the newest version does not have.</summary>
    public int Deviating { get; init; }

    public IReadOnlyList<DeviationFigures> Deviations { get; init; } = [];

    /// <summary>How many somebody moved by hand.</summary>
    public int Changed { get; init; }

    /// <summary>How many went from one version to another.</summary>
    public int Migrated { get; init; }
}

/// <summary>What time went by with, in milliseconds.</summary>
/// <param name="Working">Somebody had a task.</param>
/// <param name="Waiting">A task was there and nobody had taken it up.</param>
/// <param name="Outside">It waited for an answer, a date or a machine.</param>
/// <param name="Between">Nothing was open.</param>
[JsonNumberHandling(JsonNumberHandling.Strict)]
public sealed record TimeTotals(long Working, long Waiting, long Outside, long Between)
{
    public long All => Working + Waiting + Outside + Between;
}

/// <summary>How a step goes.</summary>
/// <param name="ElementId">Id of the element in the drawing.</param>
/// <param name="Type">In the engine's words, such as <c>USER_TASK</c>.</param>
public sealed record StepFigures(string ElementId, string Type)
{
    /// <summary>In the reader's language.</summary>
    public string Name { get; init; } = "";

    /// <summary>People do it.</summary>
    public bool IsForPeople { get; init; }
    public int Visits { get; init; }
    public int Instances { get; init; }

    /// <summary>In how many instances it was done again.</summary>
    public int Repeated { get; init; }

    /// <summary>How many stand there now.</summary>
    public int Open { get; init; }

    /// <summary>How many visits were broken off.</summary>
    public int Canceled { get; init; }

    /// <summary>From when it came up until somebody took it; of visits that ended.</summary>
    public required Spread Waiting { get; init; }

    /// <summary>While somebody had it.</summary>
    public required Spread Working { get; init; }

    /// <summary>From beginning to end.</summary>
    public required Spread Whole { get; init; }

    /// <summary>Its part of the throughput time of all instances that ended.</summary>
    public required TimeTotals Share { get; init; }

    /// <summary>By the department of the case; none for a case without one.</summary>
    public IReadOnlyList<StepPart> Departments { get; init; } = [];

    /// <summary>By the group of people that it was offered to.</summary>
    public IReadOnlyList<StepPart> Groups { get; init; } = [];
}

/// <summary>How a step goes with one department or group.</summary>
/// <param name="Code">Null for none.</param>
/// <param name="Waiting">Until somebody took it.</param>
/// <param name="Working">While somebody had it.</param>
public sealed record StepPart(string? Code, Spread Waiting, Spread Working)
{
    /// <summary>In the reader's language.</summary>
    public string Name { get; init; } = "";
}

/// <summary>How often an arrow of the drawing was taken.</summary>
/// <param name="FlowId">Its id.</param>
/// <param name="Instances">How many instances took it.</param>
/// <param name="Passes">How often it was taken in all.</param>
/// <param name="Time">From the end of what it leads from to the beginning of what it leads to.</param>
public sealed record FlowFigures(string FlowId, int Instances, int Passes, Spread Time);

/// <summary>One step after another.</summary>
/// <param name="From">Id of the element.</param>
/// <param name="To">Id of the element that came next.</param>
/// <param name="Count">How often.</param>
/// <param name="Instances">In how many instances.</param>
/// <param name="IsBack">The second had been done before: work came back.</param>
/// <param name="Time">From the end of the one until somebody took up the other.</param>
public sealed record FollowFigures(string From, string To, int Count, int Instances, bool IsBack, Spread Time)
{
    public string FromName { get; init; } = "";
    public string ToName { get; init; } = "";
}

/// <summary>A way that instances took from the beginning to where they are.</summary>
/// <param name="Id">Of the way.</param>
/// <param name="State">How those stand that took it.</param>
/// <param name="Instances">How many took it.</param>
/// <param name="Elements">Ids of its steps; long ones are cut.</param>
/// <param name="Length">How many steps it has.</param>
/// <param name="Passed">Ids of the arrows and gateways that one of them passed.</param>
/// <param name="Throughput">Of those that ended.</param>
public sealed record VariantFigures(
    string Id,
    TraceState State,
    int Instances,
    IReadOnlyList<string> Elements,
    int Length,
    IReadOnlyList<string> Passed,
    Spread Throughput
)
{
    /// <summary>Names of its steps in the reader's language.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>How many instances were canceled at an element.</summary>
public sealed record DropOutFigures(string ElementId, int Instances)
{
    public string Name { get; init; } = "";
}

/// <summary>How many instances came to an element in a way that the newest version does not have.</summary>
/// <param name="ElementId">The element.</param>
/// <param name="IsUnknown">The newest version has no such element.</param>
/// <param name="Instances">How many instances.</param>
public sealed record DeviationFigures(string ElementId, bool IsUnknown, int Instances)
{
    public string Name { get; init; } = "";
}

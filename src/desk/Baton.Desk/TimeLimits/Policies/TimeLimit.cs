using System.Text.Json.Nodes;
using Baton.Desk.TimeLimits.Calendars;

namespace Baton.Desk.TimeLimits.Policies;

/// <summary>What must happen to a case by when, and who is told: one version of a policy, read and checked. Never changes.</summary>
internal sealed record TimeLimit
{
    public required string Code { get; init; }
    public required LocalizedText Name { get; init; }

    /// <summary>One of <see cref="LimitMeasures"/>.</summary>
    public required string Measures { get; init; }

    /// <summary>Codes of case types; empty for all.</summary>
    public IReadOnlyList<string> CaseTypes { get; init; } = [];

    /// <summary>The element whose tasks it is about; null for all, and for what is about the case as a whole.</summary>
    public string? Step { get; init; }

    /// <summary>Null where the start is the task's own.</summary>
    public Condition? Start { get; init; }

    /// <summary>Null for never.</summary>
    public Condition? Pause { get; init; }

    /// <summary>Null where the end is the task's own.</summary>
    public Condition? Stop { get; init; }
    public Condition? Cancel { get; init; }
    public Condition? Reset { get; init; }

    /// <summary>Counted from when the case was opened, less the times in which it rested.</summary>
    public bool IsFromOpening { get; init; }

    /// <summary>Null for call-backs alone.</summary>
    public LimitTarget? Target { get; init; }

    /// <summary>Code of the calendar; null for that of the unit, the customer or the desk.</summary>
    public string? Calendar { get; init; }
    public IReadOnlyList<LimitWarning> Warnings { get; init; } = [];
    public IReadOnlyList<LimitNotice> OnStart { get; init; } = [];
    public IReadOnlyList<LimitNotice> OnStop { get; init; } = [];
    public LimitRounds? Rounds { get; init; }
    public IReadOnlyList<LimitAction> Actions { get; init; } = [];

    /// <summary>It runs on a task, not on the case as a whole.</summary>
    public bool IsOfTask => Measures is LimitMeasures.Step or LimitMeasures.Unit;

    public bool IsFor(string caseType) => CaseTypes.Count == 0 || CaseTypes.Contains(caseType, StringComparer.Ordinal);

    /// <summary>Who gets round <paramref name="number"/>; null where nobody does.</summary>
    public LimitNotice? Round(int number)
    {
        if (Rounds is null)
            return null;
        var reached = Rounds.Ladder.Where(step => step.From <= number).OrderBy(step => step.From).ToList();
        var last = reached.Count == 0 ? 0 : reached[^1].From;
        var steps = reached.Where(step => !step.IsOnly || step.From == last).Select(step => step.Notice).ToList();
        if (steps.Count == 0)
            return null;
        return new()
        {
            To = Union(one => one.To),
            Cc = Union(one => one.Cc),
            Bcc = Union(one => one.Bcc),
            Channels = steps.LastOrDefault(one => one.Channels.Count > 0)?.Channels ?? [],
            Template = steps.LastOrDefault(one => one.Template is not null)?.Template,
        };

        List<string> Union(Func<LimitNotice, IReadOnlyList<string>> of) => [.. steps.SelectMany(of).Distinct(StringComparer.Ordinal)];
    }
}

/// <summary>What a policy measures.</summary>
internal static class LimitMeasures
{
    public const string FirstAnswer = "first-answer";
    public const string InitialResponse = "initial-response";
    public const string Resolution = "resolution";
    public const string Step = "step";
    public const string Unit = "unit";
    public const string CallBack = "call-back";
    public const string FollowUp = "follow-up";

    public static IReadOnlyList<string> All { get; } = [FirstAnswer, InitialResponse, Resolution, Step, Unit, CallBack, FollowUp];
}

/// <summary>How long it may take: an amount, or a decision that says one.</summary>
internal sealed record LimitTarget(WorkingAmount? Amount, string? Decision, string? Output);

/// <summary>An instant of a clock: a share of its target, a time before it is due, its due time, or a round.</summary>
/// <param name="Share">From 0 to 1; null for another kind.</param>
/// <param name="Before">A time before it is due.</param>
/// <param name="Round">With this round.</param>
internal sealed record LimitInstant(decimal? Share, WorkingAmount? Before, int? Round)
{
    public static LimitInstant Due { get; } = new(null, null, null);

    public bool IsDue => Share is null && Before is null && Round is null;
}

/// <summary>Who is told, how, and in which words.</summary>
internal sealed record LimitNotice
{
    public IReadOnlyList<string> To { get; init; } = [];
    public IReadOnlyList<string> Cc { get; init; } = [];
    public IReadOnlyList<string> Bcc { get; init; } = [];
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Null in a step of a ladder that takes over the one before.</summary>
    public string? Template { get; init; }

    public IEnumerable<string> Rules => To.Concat(Cc).Concat(Bcc);
}

internal sealed record LimitWarning(LimitInstant At, LimitNotice Notice);

/// <summary>Reminders after the due time.</summary>
internal sealed record LimitRounds(WorkingAmount First, WorkingAmount Every, int? Max, IReadOnlyList<LadderStep> Ladder);

/// <summary>Who is told from a round on.</summary>
/// <param name="From">The first round.</param>
/// <param name="IsOnly">Only until the next step begins.</param>
/// <param name="Notice">Who and how.</param>
internal sealed record LadderStep(int From, bool IsOnly, LimitNotice Notice);

/// <summary>Something that is done at an instant.</summary>
internal sealed record LimitAction(LimitInstant At, string Do)
{
    public const string Priority = "priority";
    public const string Reassign = "reassign";
    public const string NextManager = "next-manager";
    public const string StartProcess = "start-process";
    public const string SetField = "set-field";

    public static IReadOnlyList<string> All { get; } = [Priority, Reassign, NextManager, StartProcess, SetField];

    /// <summary>A rule for a recipient (<see cref="Reassign"/>), a process, or a field.</summary>
    public string? Target { get; init; }
    public JsonNode? Value { get; init; }
}

using Baton.Desk.Versions.Differences;

namespace Baton.Desk.Versions.Migration;

/// <summary>A step of the version that is left, and where it goes.</summary>
/// <param name="SourceId">Its id.</param>
/// <param name="Kind">Its kind in BPMN's words, for events with what they are about.</param>
/// <param name="Name">Its name; null for none.</param>
/// <param name="TargetId">What takes its place; null where nothing is proposed.</param>
/// <param name="IsRenamed">The target has another id: it was found by name and place.</param>
/// <param name="Candidates">Ids of what could take its place, in the order of the drawing.</param>
public sealed record MigrationPair(
    string SourceId,
    string Kind,
    string? Name,
    string? TargetId,
    bool IsRenamed,
    IReadOnlyList<string> Candidates
);

/// <summary>Where everything that may be active in an instance goes, as far as that can be seen from two versions.</summary>
/// <param name="Pairs">Each step, in the order of the version that is left.</param>
/// <param name="Flows">Flows with another id into a gateway that waits: a token on one goes along.</param>
public sealed record MigrationProposal(IReadOnlyList<MigrationPair> Pairs, IReadOnlyDictionary<string, string> Flows)
{
    /// <summary>Instances begin and end there, and never stand there.</summary>
    private static readonly string[] NeverActive = ["participant", "lane", "textAnnotation", "process", ShapeElement.Flow];

    /// <summary>Proposes by id, else by kind with name and place, what takes the place of what.</summary>
    public static MigrationProposal Of(string before, string after)
    {
        var (old, fresh) = (ProcessShape.Read(before), ProcessShape.Read(after));
        var matches = ProcessDifference.Between(old, fresh).Matches;
        var places = fresh.Elements.Where(IsPlace).ToList();
        List<MigrationPair> pairs =
        [
            .. old
                .Elements.Where(IsPlace)
                .Select(one =>
                {
                    var target = matches.GetValueOrDefault(one.Id);
                    var isPossible = fresh.Find(target) is { } place && PairCheck.Of(old, fresh, one.Id, place.Id, matches) is null;
                    return new MigrationPair(
                        one.Id,
                        one.Kind,
                        one.Name,
                        isPossible ? target : null,
                        isPossible && target != one.Id,
                        [.. places.Where(place => place.Kind == one.Kind).Select(place => place.Id)]
                    );
                }),
        ];
        var flows = old
            .Elements.Where(one => one.IsFlow && matches.TryGetValue(one.Id, out var other) && other != one.Id)
            .ToDictionary(one => one.Id, one => matches[one.Id], StringComparer.Ordinal);
        return new(pairs, flows);
    }

    /// <summary>An instance can stand there: everything but where processes and sub-processes begin by themselves.</summary>
    internal static bool IsPlace(ShapeElement one) =>
        !NeverActive.Contains(one.BroadKind, StringComparer.Ordinal) && one.Kind != "startEvent";
}

using Baton.Engine.Compilation;
using Baton.Feel;

namespace Baton.Engine.AdHoc;

/// <summary>How an ad-hoc sub-process begins its activities and when it is done.</summary>
internal sealed class AdHocDefinition
{
    /// <summary>Gives the ids of the activities that begin at once; null begins none.</summary>
    public FeelExpression? ActiveElements { get; init; }

    /// <summary>Looked at whenever an activity inside has come to the end of its flow; null is done when nothing is active.</summary>
    public FeelExpression? CompletionCondition { get; init; }

    public bool CancelsRemaining { get; init; }

    public string? OutputCollection { get; init; }

    public FeelExpression? OutputElement { get; init; }

    /// <summary>The scope around each activity that is begun.</summary>
    public required ExecutableElement Inner { get; init; }

    /// <summary>What can be begun, by id: what no flow leads to and no event is waited for.</summary>
    public IReadOnlyDictionary<string, ExecutableElement> Activities { get; set; } = new Dictionary<string, ExecutableElement>();

    /// <summary>The activities as workers are told of them.</summary>
    public FeelList Metadata { get; set; } = FeelList.Empty;
}

/// <summary>An activity of an ad-hoc sub-process that is to begin.</summary>
/// <param name="ElementId">Its id.</param>
/// <param name="Variables">Written to the scope of this one activation.</param>
public sealed record AdHocActivation(string ElementId, FeelContext Variables);

using Baton.Bpmn;
using Baton.Engine.AdHoc;
using Baton.Feel;

namespace Baton.Engine.Compilation;

/// <summary>Compiles what is special about an ad-hoc sub-process.</summary>
internal sealed class AdHocCompiler(ExpressionCompiler expressions, AdHocSubProcess node)
{
    public const string InnerSuffix = "#innerInstance";

    public AdHocDefinition Compile(ExecutableElement inner)
    {
        Baton.Bpmn.AdHoc? extension = node.Extensions.AdHoc;
        return new AdHocDefinition
        {
            Inner = inner,
            ActiveElements = Optional(extension?.ActiveElementsCollection, "active elements collection"),
            CompletionCondition = Optional(node.CompletionCondition, "completion condition"),
            CancelsRemaining = node.CancelRemainingInstances,
            OutputCollection = string.IsNullOrWhiteSpace(extension?.OutputCollection) ? null : extension.OutputCollection,
            OutputElement = Optional(extension?.OutputElement, "output element"),
        };
    }

    /// <summary>What can be begun is known when all nodes inside are there.</summary>
    public void FindActivities(AdHocDefinition definition, Func<string, ExecutableElement> element)
    {
        FlowNode[] activities = [.. node.Nodes.Where(CanBegin)];
        definition.Activities = activities.ToDictionary(each => each.Id, each => element(each.Id), StringComparer.Ordinal);
        definition.Metadata = FeelList.From(activities.Select(each => FeelValue.From(Describe(each))));
    }

    private static bool CanBegin(FlowNode inside) =>
        inside is not (BoundaryEvent or StartEvent or EndEvent or SubProcess { TriggeredByEvent: true })
        && inside is not (Activity { IsForCompensation: true } or IntermediateCatchEvent { EventDefinition: LinkEventDefinition })
        && inside.Incoming.Count == 0;

    private static FeelContext Describe(FlowNode activity) =>
        FeelContext.Of(
            ("elementId", FeelValue.From(activity.Id)),
            ("elementName", Text(activity.Name)),
            ("documentation", Text(activity.Documentation)),
            (
                "properties",
                FeelContext.From(
                    activity
                        .Extensions.Properties.DistinctBy(each => each.Name)
                        .Select(each => KeyValuePair.Create(each.Name, FeelValue.From(each.Value)))
                )
            )
        );

    private static FeelValue Text(string? text) => text is null ? FeelValue.Null : FeelValue.From(text);

    private FeelExpression? Optional(string? text, string purpose) =>
        string.IsNullOrWhiteSpace(text) ? null : expressions.Compile(text, node.Id, node.Line, node.Column, purpose);
}

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

    private FeelContext Describe(FlowNode activity) =>
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
            ),
            ("parameters", FeelList.From(activity.Extensions.IoMapping.Inputs.SelectMany(each => Parameters(activity, each))))
        );

    /// <summary>What an input mapping wants from the agent that begins the activity.</summary>
    private IEnumerable<FeelValue> Parameters(FlowNode activity, Mapping mapping)
    {
        if (!BpmnExpressions.IsExpression(mapping.Source))
        {
            return [];
        }
        try
        {
            return AiParameter.In(mapping.Source.TrimStart()[1..].Trim(), FeelDialect.Process).Select(Describe);
        }
        catch (FeelSyntaxException wrong)
        {
            expressions.Report(activity.Id, mapping.Line, mapping.Column, $"The input mapping to '{mapping.Target}': {wrong.Message}");
            return [];
        }
    }

    /// <summary>What a call does not say is left out.</summary>
    private static FeelValue Describe(AiParameter parameter)
    {
        var entries = new List<KeyValuePair<string, FeelValue>> { new("name", FeelValue.From(parameter.Name)) };
        Add("description", parameter.Description is { } description ? FeelValue.From(description) : FeelValue.Null);
        Add("type", parameter.Type is { } type ? FeelValue.From(type) : FeelValue.Null);
        Add("schema", parameter.Schema is { } schema ? FeelValue.From(schema) : FeelValue.Null);
        Add("options", parameter.Options is { } options ? FeelValue.From(options) : FeelValue.Null);
        return FeelValue.From(FeelContext.From(entries));

        void Add(string name, FeelValue value)
        {
            if (!value.IsNull)
            {
                entries.Add(new(name, FeelJson.ToJsonValue(value)));
            }
        }
    }

    private static FeelValue Text(string? text) => text is null ? FeelValue.Null : FeelValue.From(text);

    private FeelExpression? Optional(string? text, string purpose) =>
        string.IsNullOrWhiteSpace(text) ? null : expressions.Compile(text, node.Id, node.Line, node.Column, purpose);
}

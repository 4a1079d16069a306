using Baton.Desk.Texts;
using Baton.Desk.Versions.Differences;

namespace Baton.Desk.Versions;

/// <summary>Puts what differs into one reader's language. Names of elements come from packs where there are any.</summary>
internal sealed class DifferenceWords(string language, string processId, PackWords words)
{
    private static readonly HashSet<string> Flags =
    [
        PropertyCodes.Interrupting,
        PropertyCodes.TriggeredByEvent,
        PropertyCodes.ForCompensation,
        PropertyCodes.ManagedTask,
        PropertyCodes.Executable,
        PropertyCodes.PassesChildVariables,
        PropertyCodes.PassesParentVariables,
    ];

    public IReadOnlyList<ElementDifference> Say(ProcessDifference difference) => [.. difference.Elements.Select(Say)];

    public IReadOnlyList<DecisionChange> Say(DecisionDifference difference) =>
        [
            .. difference.Decisions.Select(one =>
                one with
                {
                    Properties = Say(one.Properties),
                    Table = one.Table is { } table ? table with { Columns = [.. table.Columns.Select(Say)] } : null,
                }
            ),
        ];

    public IReadOnlyList<FieldDifference> Say(FormDifference difference) =>
        [.. difference.Fields.Select(one => one with { Properties = Say(one.Properties) })];

    public string Kind(string kind)
    {
        var parts = kind.Split(':');
        if (parts[0] == "decision")
            return Text("decision." + parts[1]) ?? parts[1];
        var name = Text("kind." + parts[0]) ?? parts[0];
        return parts.Length == 1 || Text("trigger." + parts[1]) is not { } trigger
            ? name
            : VersionTexts.Words.Get("kind-with-trigger", language, ("kind", name), ("trigger", trigger));
    }

    private ElementDifference Say(ElementDifference one) =>
        one with
        {
            KindName = Kind(one.Kind),
            Title = words.Element(
                processId,
                one.AfterId ?? one.BeforeId!,
                one.AfterName is { Length: > 0 } after ? after
                    : one.BeforeName is { Length: > 0 } before ? before
                    : "",
                language
            ),
            Properties = Say(one.Properties),
        };

    private ColumnDifference Say(ColumnDifference column) => column with { Properties = Say(column.Properties) };

    private IReadOnlyList<PropertyDifference> Say(IReadOnlyList<PropertyDifference> properties) => [.. properties.Select(Say)];

    private PropertyDifference Say(PropertyDifference one)
    {
        var name = Text("property." + one.Property) ?? one.Property;
        return one with
        {
            Label = one.Detail is { } detail
                ? VersionTexts.Words.Get("property-of", language, ("property", name), ("detail", detail))
                : name,
            Before = Value(one.Property, one.Before),
            After = Value(one.Property, one.After),
        };
    }

    private string? Value(string property, string? value) =>
        property switch
        {
            PropertyCodes.Kind when value is not null => Kind(value),
            PropertyCodes.Repetition when value is not null => Text("repetition." + value) ?? value,
            _ when Flags.Contains(property) => VersionTexts.Words.Get(value == "true" ? "yes" : "no", language),
            _ => value,
        };

    private string? Text(string key) => VersionTexts.Words.Find(key, language);
}

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

    public IReadOnlyList<ElementDifference> Say(ProcessDifference difference, ProcessShape before, ProcessShape after) =>
        [
            .. difference
                .Elements.Select(Say)
                .Select(one =>
                    one.Title.Length > 0 ? one : one with { Title = Way(after, one.AfterId) ?? Way(before, one.BeforeId) ?? "" }
                ),
        ];

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

    /// <summary>What the elements of a drawing are called in the reader's language, by their ids, where that is not what it says itself.</summary>
    public IReadOnlyDictionary<string, string> Names(ProcessShape shape) =>
        shape
            .Elements.Select(one => (one.Id, Drawn: one.Name ?? "", Name: words.Element(processId, one.Id, one.Name ?? "", language)))
            .Where(one => one.Name != one.Drawn)
            .DistinctBy(one => one.Id, StringComparer.Ordinal)
            .ToDictionary(one => one.Id, one => one.Name, StringComparer.Ordinal);

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

    /// <summary>A flow without a name is called by what it leads from and to; null for anything else.</summary>
    private string? Way(ProcessShape shape, string? id)
    {
        if (shape.Find(id) is not { IsFlow: true } flow)
            return null;
        var (from, to) = (End(PropertyCodes.From), End(PropertyCodes.To));
        return from is null || to is null ? null : $"{from} → {to}";

        string? End(string property) =>
            shape.Find(flow.Facts.FirstOrDefault(fact => fact.Property == property).Value) is { } end
                ? words.Element(processId, end.Id, string.IsNullOrWhiteSpace(end.Name) ? Kind(end.Kind) : end.Name, language)
                : null;
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
            Properties =
            [
                .. Say(one.Properties)
                    .Select(property =>
                        property.Property == PropertyCodes.Name
                            ? property with
                            {
                                Before = Name(one.BeforeId, property.Before),
                                After = Name(one.AfterId, property.After),
                            }
                            : property
                    ),
            ],
        };

    private string? Name(string? id, string? drawn) =>
        id is null || string.IsNullOrEmpty(drawn) ? drawn : words.Element(processId, id, drawn, language);

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

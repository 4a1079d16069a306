using System.Text.Json.Nodes;

namespace Baton.Desk.Forms;

/// <summary>A form as its designer drew it: the part of the form-js schema that the desk renders and checks.</summary>
/// <param name="Id">The id by which models and case types name it.</param>
/// <param name="Components">Fields and texts, top to bottom; groups are resolved.</param>
public sealed record FormSchema(string Id, IReadOnlyList<FormComponent> Components)
{
    public static FormSchema Empty { get; } = new("", []);

    /// <summary>The components that hold data.</summary>
    public IEnumerable<FormComponent> Fields => Components.Where(component => component.Key.Length > 0);

    /// <summary>The form as it is filled in where a case comes in.</summary>
    /// <param name="channel">The channel; null for the phone.</param>
    public FormSchema At(string? channel)
    {
        var entry = CaseEntries.Of(channel);
        return Components.All(one => one.IsAt(entry)) ? this : this with { Components = [.. Components.Where(one => one.IsAt(entry))] };
    }

    /// <summary>The form as it is corrected once the case is there: all fields, but what was not asked for where it came in is not required.</summary>
    /// <param name="channel">The channel by which the case came; null for the phone.</param>
    public FormSchema After(string? channel)
    {
        var entry = CaseEntries.Of(channel);
        return Components.All(one => one.IsAt(entry))
            ? this
            : this with
            {
                Components =
                [
                    .. Components.Select(one => one.IsAt(entry) ? one : one with { Rules = one.Rules with { Required = false } }),
                ],
            };
    }
}

/// <summary>One field or text of a form.</summary>
public sealed record FormComponent
{
    public required FormComponentType Type { get; init; }

    /// <summary>Name of the variable; empty for a text.</summary>
    public string Key { get; init; } = "";

    /// <summary>What the designer wrote; <see cref="LabelIn"/> gives the reader's language.</summary>
    public string Label { get; init; } = "";
    public string Description { get; init; } = "";

    /// <summary>By language; from component properties such as <c>label.zh-Hans</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, string> Descriptions { get; init; } = new Dictionary<string, string>();

    /// <summary>Choices of a select, radio or checklist.</summary>
    public IReadOnlyList<FormOption> Options { get; init; } = [];

    /// <summary>Where the choices come from when the form does not list them itself.</summary>
    public FormSource Source { get; init; }

    /// <summary>The role that people to choose from must have; null for everybody who works on tasks.</summary>
    public string? SourceRole { get; init; }
    public JsonNode? DefaultValue { get; init; }
    public bool ReadOnly { get; init; }
    public FormRules Rules { get; init; } = new();

    /// <summary>Whether customers see and fill it in on their own page; the component property <c>portal</c> says <c>true</c>.</summary>
    public bool IsForCustomer { get; init; }

    /// <summary>
    /// Where a case comes in with this field, of <see cref="CaseEntries.Places"/>; from the component property <c>entry</c>. Empty for everywhere.
    /// </summary>
    public IReadOnlyList<string> Entries { get; init; } = [];

    /// <summary>Columns of sixteen; null for the whole width.</summary>
    public int? Columns { get; init; }

    /// <summary>Components with the same row stand side by side.</summary>
    public string? Row { get; init; }

    /// <summary>date, time or datetime; only for <see cref="FormComponentType.DateTime"/>.</summary>
    public string Subtype { get; init; } = "";

    /// <summary>Digits after the point of a number; null for any.</summary>
    public int? DecimalDigits { get; init; }

    /// <summary>FEEL: hidden while it yields true. A hidden field is neither checked nor stored.</summary>
    public string? Hide { get; init; }

    /// <summary>True where the field is shown in an entry.</summary>
    internal bool IsAt(string entry) => Entries.Count == 0 || Entries.Contains(entry, StringComparer.Ordinal);

    public string LabelIn(string language) => Labels.GetValueOrDefault(language) ?? Label;

    public string DescriptionIn(string language) => Descriptions.GetValueOrDefault(language) ?? Description;
}

/// <summary>A choice.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Label">What the designer wrote.</param>
/// <param name="Labels">By language; from component properties such as <c>option.VALUE.zh-Hans</c>.</param>
public sealed record FormOption(string Value, string Label, IReadOnlyDictionary<string, string> Labels)
{
    public string LabelIn(string language) => Labels.GetValueOrDefault(language) ?? Label;
}

/// <summary>What the choices of a field are taken from; the component property <c>source</c> names it.</summary>
public enum FormSource
{
    /// <summary>The form's own list.</summary>
    Form,

    /// <summary><c>departments</c>: all open departments, by code.</summary>
    Departments,

    /// <summary><c>people</c>: active people who work on tasks, by user name; with the property <c>role</c> only those who have the role.</summary>
    People,

    /// <summary><c>roles</c>: all roles, by code.</summary>
    Roles,

    /// <summary><c>third-parties</c>: the third parties that cases may be about, by code.</summary>
    ThirdParties,
}

/// <summary>What a value must satisfy.</summary>
public sealed record FormRules
{
    public bool Required { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }

    /// <summary>A regular expression that must match somewhere in the value, as in browsers.</summary>
    public string? Pattern { get; init; }
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }

    /// <summary>
    /// The first date, time or instant that may be chosen, as ISO 8601; from the component property <c>earliest</c>. Null for any.
    /// </summary>
    public string? Earliest { get; init; }

    /// <summary>The last one; from the component property <c>latest</c>.</summary>
    public string? Latest { get; init; }

    /// <summary>email, phone or nothing.</summary>
    public string? ValidationType { get; init; }
}

/// <summary>The component types of form-js that the desk knows.</summary>
public enum FormComponentType
{
    TextField,
    TextArea,
    Number,
    Checkbox,
    Radio,
    Select,
    Checklist,
    DateTime,
    Text,
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Forms;

/// <summary>Reads the form-js JSON schema. Display-only components that the desk does not render are passed over.</summary>
public static class FormReader
{
    private static readonly Dictionary<string, FormComponentType> Types = new(StringComparer.Ordinal)
    {
        ["textfield"] = FormComponentType.TextField,
        ["textarea"] = FormComponentType.TextArea,
        ["number"] = FormComponentType.Number,
        ["checkbox"] = FormComponentType.Checkbox,
        ["radio"] = FormComponentType.Radio,
        ["select"] = FormComponentType.Select,
        ["checklist"] = FormComponentType.Checklist,
        ["taglist"] = FormComponentType.Checklist,
        ["datetime"] = FormComponentType.DateTime,
        ["text"] = FormComponentType.Text,
    };

    private static readonly string[] Decoration = ["html", "image", "separator", "spacer", "button"];

    /// <summary>The form, or an invalid-argument problem with one field per fault, named by the component's place.</summary>
    public static Outcome<FormSchema> Read(string json)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(json);
        }
        catch (JsonException exception)
        {
            return Invalid([new FieldProblem("", "json", $"The form is no JSON: {exception.Message}")]);
        }
        if (root is not JsonObject form || form["components"] is not JsonArray components)
            return Invalid([new FieldProblem("components", "missing", "The form has no list 'components'.")]);

        var found = new List<FormComponent>();
        var faults = new List<FieldProblem>();
        ReadAll(components, "components", found, faults);
        foreach (
            var twice in found
                .Where(one => one.Key.Length > 0)
                .GroupBy(one => one.Key, StringComparer.Ordinal)
                .Where(all => all.Count() > 1)
        )
            faults.Add(
                new FieldProblem(twice.Key, "duplicate", $"The key '{twice.Key}' is used by {twice.Count()} components; give each its own.")
            );
        if (faults.Count > 0)
            return Invalid(faults);
        return new FormSchema(Text(form, "id"), found);
    }

    private static void ReadAll(JsonArray components, string path, List<FormComponent> found, List<FieldProblem> faults)
    {
        for (var index = 0; index < components.Count; index++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
            if (components[index] is not JsonObject component)
            {
                faults.Add(new FieldProblem(place, "type", $"{place} is no object."));
                continue;
            }
            var type = Text(component, "type");
            if (type == "group" && component["components"] is JsonArray inner)
                ReadAll(inner, place + ".components", found, faults);
            else if (Types.TryGetValue(type, out var known))
                found.Add(ReadOne(component, known, place, faults));
            else if (!Decoration.Contains(type, StringComparer.Ordinal))
                faults.Add(new FieldProblem(place, "type", $"{place} has the type '{type}', which the desk does not know."));
        }
    }

    private static FormComponent ReadOne(JsonObject json, FormComponentType type, string place, List<FieldProblem> faults)
    {
        var key = Text(json, "key");
        if (type != FormComponentType.Text && key.Length == 0)
            faults.Add(new FieldProblem(place, "key", $"{place} holds data but has no 'key'."));
        var properties = json["properties"] as JsonObject ?? [];
        var layout = json["layout"] as JsonObject ?? [];
        var source = ReadSource(properties, type, place, faults);
        var subtype = type == FormComponentType.DateTime ? (Text(json, "subtype") is { Length: > 0 } named ? named : "date") : "";
        var rules = ReadRules(json["validate"] as JsonObject ?? [], place, faults) with
        {
            Earliest = ReadMoment(properties, "earliest", subtype, place, faults),
            Latest = ReadMoment(properties, "latest", subtype, place, faults),
        };
        return new FormComponent
        {
            Type = type,
            Key = key,
            Label = type switch
            {
                FormComponentType.Text => Text(json, "text"),
                FormComponentType.DateTime when Text(json, "label").Length == 0 => Text(json, "dateLabel") is { Length: > 0 } date
                    ? date
                    : Text(json, "timeLabel"),
                _ => Text(json, "label"),
            },
            Labels = ByLanguage(properties, "label."),
            Description = Text(json, "description"),
            Descriptions = ByLanguage(properties, "description."),
            Options = ReadOptions(json["values"] as JsonArray ?? [], properties),
            Source = source,
            SourceRole = Text(properties, "role") is { Length: > 0 } role ? role : null,
            DefaultValue = json["defaultValue"]?.DeepClone(),
            ReadOnly = Flag(json, "readonly") || Flag(json, "disabled"),
            IsForCustomer = Text(properties, "portal") == "true",
            Entries = ReadEntries(properties, place, faults),
            Rules = rules,
            Columns = Whole(layout, "columns"),
            Row = Text(layout, "row") is { Length: > 0 } row ? row : null,
            Subtype = subtype,
            DecimalDigits = Whole(json, "decimalDigits"),
            Hide = json["conditional"] is JsonObject conditional && Text(conditional, "hide") is { Length: > 0 } hide ? hide : null,
        };
    }

    private static FormSource ReadSource(JsonObject properties, FormComponentType type, string place, List<FieldProblem> faults)
    {
        var name = Text(properties, "source");
        var source = name switch
        {
            "" => FormSource.Form,
            "departments" when type is FormComponentType.Select or FormComponentType.Checklist => FormSource.Departments,
            "people" when type is FormComponentType.Select => FormSource.People,
            "roles" when type is FormComponentType.Select or FormComponentType.Checklist => FormSource.Roles,
            "third-parties" when type is FormComponentType.Select or FormComponentType.Checklist => FormSource.ThirdParties,
            _ => (FormSource?)null,
        };
        if (source is null)
        {
            const string Expected = "Expected 'departments', 'roles' or 'third-parties' on a select or a taglist, or 'people' on a select";
            faults.Add(new FieldProblem(place, "source", $"{place} has the source '{name}'. {Expected}."));
        }
        return source ?? FormSource.Form;
    }

    private static List<string> ReadEntries(JsonObject properties, string place, List<FieldProblem> faults)
    {
        var entries = Text(properties, "entry")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (var unknown in entries.Except(CaseEntries.Places, StringComparer.Ordinal))
        {
            var expected = string.Join(", ", CaseEntries.Places);
            faults.Add(
                new FieldProblem(place, "entry", $"{place} has the entry '{unknown}'. Expected some of: {expected}; with commas between.")
            );
        }
        return entries;
    }

    private static string? ReadMoment(JsonObject properties, string name, string subtype, string place, List<FieldProblem> faults)
    {
        if (subtype.Length == 0 || Text(properties, name) is not { Length: > 0 } text)
            return null;
        if (!FormMoments.IsOne(subtype, text))
            faults.Add(new FieldProblem(place, name, $"{place} has the property '{name}' with '{text}', which is no {subtype}."));
        return text;
    }

    private static FormRules ReadRules(JsonObject validate, string place, List<FieldProblem> faults)
    {
        var pattern = Text(validate, "pattern") is { Length: > 0 } text ? text : null;
        if (pattern is not null && !IsRegex(pattern))
            faults.Add(new FieldProblem(place, "pattern", $"{place} has the pattern '{pattern}', which is no regular expression."));
        return new FormRules
        {
            Required = Flag(validate, "required"),
            MinLength = Whole(validate, "minLength"),
            MaxLength = Whole(validate, "maxLength"),
            Pattern = pattern,
            Min = Number(validate, "min"),
            Max = Number(validate, "max"),
            ValidationType = Text(validate, "validationType") is "email" or "phone" ? Text(validate, "validationType") : null,
        };
    }

    private static List<FormOption> ReadOptions(JsonArray values, JsonObject properties)
    {
        var options = new List<FormOption>();
        foreach (var value in values.OfType<JsonObject>())
        {
            var stored = FormValues.Text(value["value"]);
            var label = Text(value, "label");
            options.Add(new FormOption(stored, label.Length > 0 ? label : stored, ByLanguage(properties, "option." + stored + ".")));
        }
        return options;
    }

    private static Dictionary<string, string> ByLanguage(JsonObject properties, string prefix)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var language in Languages.All)
        {
            if (Text(properties, prefix + language) is { Length: > 0 } text)
                texts[language] = text;
        }
        return texts;
    }

    private static bool IsRegex(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.ECMAScript, FormValidation.PatternTimeout);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";

    private static bool Flag(JsonObject json, string name) => json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    private static decimal? Number(JsonObject json, string name) => FormValues.Number(json[name]);

    private static int? Whole(JsonObject json, string name) =>
        Number(json, name) is { } number and >= 0 and <= int.MaxValue ? (int)number : null;

    private static Problem Invalid(List<FieldProblem> faults) =>
        new(RejectionKind.InvalidArgument, "invalid-form", "The form cannot be read: " + faults[0].Message, faults);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Feel;
using Baton.Runtime;

namespace Baton.Desk.Processes.Decisions;

/// <summary>Turns what was entered into a form into the variables of a decision.</summary>
internal sealed class DecisionValues(IReadOnlyList<DecisionField> fields, FeelEnvironment environment, string language)
{
    public List<FieldProblem> Faults { get; } = [];

    /// <summary>What is left empty is not given. Names that the form does not have are taken as the JSON they are.</summary>
    public FeelContext Read(JsonObject entered)
    {
        var variables = FeelContext.Empty;
        foreach (var (name, node) in entered)
        {
            if (node is null || (node.GetValueKind() == JsonValueKind.String && node.GetValue<string>().Trim().Length == 0))
                continue;
            var field = fields.FirstOrDefault(one => one.Name == name);
            var value = field is null ? Json(node) : Value(field, node);
            variables = field is null ? variables.With(name, value) : Put(variables, name.Split('.'), value);
        }
        return variables;
    }

    private static FeelContext Put(FeelContext into, ReadOnlySpan<string> path, FeelValue value)
    {
        if (path.Length == 1)
            return into.With(path[0], value);
        var inner = into.TryGet(path[0], out var known) && known.Kind == FeelKind.Context ? known.AsContext() : FeelContext.Empty;
        return into.With(path[0], FeelValue.From(Put(inner, path[1..], value)));
    }

    private FeelValue Value(DecisionField field, JsonNode node)
    {
        if (node.GetValueKind() != JsonValueKind.String)
            return Checked(field, Json(node));
        var text = node.GetValue<string>().Trim();
        return field.Kind switch
        {
            DecisionFieldKind.Number => Number(field, text),
            DecisionFieldKind.Choice when field.Type == "number" => Number(field, text),
            DecisionFieldKind.Boolean => text switch
            {
                "true" => FeelValue.True,
                "false" => FeelValue.False,
                _ => Fault(field, "boolean"),
            },
            DecisionFieldKind.Date => Call(field, "date", text, FeelKind.Date),
            DecisionFieldKind.DateTime => Call(field, "date and time", text, FeelKind.DateTime),
            DecisionFieldKind.Time => Call(field, "time", text, FeelKind.Time),
            DecisionFieldKind.Duration => Call(field, "duration", text, FeelKind.DaysTimeDuration, FeelKind.YearsMonthsDuration),
            DecisionFieldKind.Expression => Evaluate(field, text),
            _ => FeelValue.From(node.GetValue<string>()),
        };
    }

    /// <summary>JSON has numbers and truth values of its own; they must be what the field asks for.</summary>
    private FeelValue Checked(DecisionField field, FeelValue value) =>
        (field.Kind, value.Kind) switch
        {
            (DecisionFieldKind.Number, not FeelKind.Number) => Fault(field, "number"),
            (DecisionFieldKind.Boolean, not FeelKind.Boolean) => Fault(field, "boolean"),
            (DecisionFieldKind.Date, _) => Fault(field, "date"),
            (DecisionFieldKind.DateTime, _) => Fault(field, "dateTime"),
            (DecisionFieldKind.Time, _) => Fault(field, "time"),
            (DecisionFieldKind.Duration, _) => Fault(field, "duration"),
            _ => value,
        };

    private FeelValue Number(DecisionField field, string text) =>
        FeelNumber.TryParse(text, out var number) ? number : Fault(field, "number");

    private FeelValue Call(DecisionField field, string function, string text, params ReadOnlySpan<FeelKind> kinds)
    {
        var scope = FeelScope.Of(FeelContext.Of(("text", FeelValue.From(text))));
        var value = FeelExpression.Compile($"{function}(text)").Evaluate(scope, environment).Value;
        return kinds.Contains(value.Kind) ? value : Fault(field, JsonNamingPolicy.CamelCase.ConvertName(field.Kind.ToString()));
    }

    private FeelValue Evaluate(DecisionField field, string text)
    {
        if (!FeelExpression.TryCompile(text.StartsWith('=') ? text[1..] : text, FeelDialect.Process, out var expression, out var error))
            return Fault(field, "expression", error.Message);
        var result = expression.Evaluate(FeelScope.Empty, environment);
        if (result.Failure is { } failure)
            return Fault(field, "failed", failure.Message);
        return result.Warnings is [var warning, ..] && result.Value.IsNull ? Fault(field, "failed", warning.ToString()) : result.Value;
    }

    private FeelValue Fault(DecisionField field, string what, params object[] parameters)
    {
        Faults.Add(new($"values.{field.Name}", what, ProcessTexts.Get("value." + what, language, parameters)));
        return FeelValue.Null;
    }

    private static FeelValue Json(JsonNode node) => FeelJson.Parse(node.ToJsonString());
}

using System.Globalization;

namespace Baton.Desk.Conversion.Juel;

/// <summary>The calls of methods that FEEL can say with the same meaning. All others belong to beans, which no model brings along.</summary>
internal static class JuelCalls
{
    private static readonly string[] Contexts = ["execution", "task", "connector", "externalTask", "caseExecution"];

    private static readonly Dictionary<string, string> Spans = new(StringComparer.Ordinal)
    {
        ["Years"] = "P{0}Y",
        ["Months"] = "P{0}M",
        ["Weeks"] = "P{0}W",
        ["Days"] = "P{0}D",
        ["Hours"] = "PT{0}H",
        ["Minutes"] = "PT{0}M",
        ["Seconds"] = "PT{0}S",
    };

    /// <summary>It is no variable but the engine itself, of which only variables can be asked.</summary>
    public static bool IsContext(string name) => Contexts.Contains(name, StringComparer.Ordinal);

    /// <exception cref="JuelException">FEEL has no words for it.</exception>
    public static Part Of(Part? of, string method, List<Part> arguments)
    {
        if (of is null)
            return method is "dateTime" or "now" && arguments.Count == 0 ? new("now()", Binding.Value) : throw new JuelException();
        if (IsContext(of.Text))
            return OfContext(method, arguments);
        var text = of.Within(Binding.Value);
        return (method, arguments.Count) switch
        {
            ("equals", 1) => new($"{of.Within(Binding.Sum)} = {arguments[0].Within(Binding.Sum)}", Binding.Comparison),
            ("size", 0) => new($"count({of.Text})", Binding.Value),
            ("length", 0) => new($"string length({of.Text})", Binding.Value),
            ("toUpperCase", 0) => new($"upper case({of.Text})", Binding.Value),
            ("toLowerCase", 0) => new($"lower case({of.Text})", Binding.Value),
            ("trim", 0) => new($"trim({of.Text})", Binding.Value),
            ("startsWith", 1) => new($"starts with({of.Text}, {arguments[0].Text})", Binding.Value),
            ("endsWith", 1) => new($"ends with({of.Text}, {arguments[0].Text})", Binding.Value),
            ("get", 1) when arguments[0].IsText => new($"get value({of.Text}, {arguments[0].Text})", Binding.Value),
            ("toDate", 0) when text.StartsWith("now()", StringComparison.Ordinal) || text.StartsWith("(now()", StringComparison.Ordinal) =>
                of,
            (_, 1) when Span(method, arguments[0].Text) is var (sign, span) => new(
                $"{of.Within(Binding.Sum)} {sign} duration(\"{span}\")",
                Binding.Sum
            ),
            _ => throw new JuelException(),
        };
    }

    private static Part OfContext(string method, List<Part> arguments)
    {
        if (arguments is not [{ IsText: true } name] || !IsName(name.Text.Trim('"')))
            throw new JuelException();
        var variable = name.Text.Trim('"');
        return method switch
        {
            "getVariable" or "getVariableLocal" => new(variable, Binding.Value),
            "hasVariable" => new($"{variable} != null", Binding.Comparison),
            _ => throw new JuelException(),
        };
    }

    private static bool IsName(string text) =>
        text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.All(one => char.IsLetterOrDigit(one) || one == '_');

    /// <summary>As <c>plusDays(2)</c> and <c>minusHours(1)</c> of a date.</summary>
    private static (string Sign, string Span)? Span(string method, string amount)
    {
        var sign =
            method.StartsWith("plus", StringComparison.Ordinal) ? "+"
            : method.StartsWith("minus", StringComparison.Ordinal) ? "-"
            : null;
        if (sign is null || !int.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return null;
        return Spans.TryGetValue(method[(sign == "+" ? 4 : 5)..], out var pattern)
            ? (sign, string.Format(CultureInfo.InvariantCulture, pattern, amount))
            : null;
    }
}

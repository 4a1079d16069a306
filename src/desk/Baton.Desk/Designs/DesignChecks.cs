using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baton.Desk.Forms;
using Baton.Runtime.Deployments;

namespace Baton.Desk.Designs;

/// <summary>Says what a deployment would say of a text; it looks at nothing but the text.</summary>
public static partial class DesignChecks
{
    /// <summary>Start timers of the text are looked at as if it were this instant, unless another one is given.</summary>
    private static readonly DateTimeOffset SomeTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>All findings, errors first.</summary>
    /// <param name="kind">What the text is to become.</param>
    /// <param name="text">The whole XML or JSON.</param>
    /// <param name="language">The reader's; sentences for which there are no words in it are in English.</param>
    /// <param name="now">When it is to be deployed; matters for start timers alone.</param>
    public static IReadOnlyList<DesignFinding> Of(DesignKind kind, string text, string language, DateTimeOffset? now = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(language);
        var resource = new DeploymentResource("design" + Ending(kind), Encoding.UTF8.GetBytes(text));
        var found = DeploymentCheck
            .Of(resource, now ?? SomeTime)
            .Select(one => new DesignFinding(one.IsError, one.ElementId, Sentence(one, language), one.Line, one.Column))
            .ToList();
        if (kind == DesignKind.Form && found.Count == 0)
            found.AddRange(Form(text, language));
        return [.. found.OrderBy(one => !one.IsError).ThenBy(one => one.Line).ThenBy(one => one.Column)];
    }

    /// <summary>The ending of files of this kind; it says to a deployment what they are.</summary>
    internal static string Ending(DesignKind kind) =>
        kind switch
        {
            DesignKind.Process => ".bpmn",
            DesignKind.Decision => ".dmn",
            _ => ".form",
        };

    private static string Sentence(DeploymentFinding finding, string language) =>
        finding.Code switch
        {
            "no-executable-process" or "form-without-id" => DesignTexts.Words.Get("finding." + finding.Code, language),
            "feel-syntax" => DesignTexts.Words.Get("finding.feel-syntax", language, ("message", finding.Message)),
            _ => SpokenCodes.Sentence(finding.Code, language) ?? finding.Message,
        };

    /// <summary>What the desk could not show of a form.</summary>
    private static List<DesignFinding> Form(string text, string language)
    {
        try
        {
            var read = FormReader.Read(text);
            var root = JsonNode.Parse(text);
            return read.Problem is { } problem
                ? [.. problem.Fields.Select(fault => new DesignFinding(true, Component(root, fault.Field), fault.Message, 0, 0))]
                : [.. Conditions(root, language)];
        }
        catch (ArgumentException)
        {
            // A name that is there twice could be read in two ways.
            return [new(true, null, DesignTexts.Words.Get("unreadable", language), 0, 0)];
        }
    }

    /// <summary>A condition that cannot be read hides nothing, which its author did not mean.</summary>
    private static IEnumerable<DesignFinding> Conditions(JsonNode? root, string language) =>
        from one in All(root)
        let hide = Text((one["conditional"] as JsonObject)?["hide"])
        where hide is { Length: > 0 }
        let fault = FormCondition.Fault(hide)
        where fault is not null
        select new DesignFinding(
            false,
            Text(one["id"]),
            DesignTexts.Words.Get("finding.form-condition", language, ("field", Text(one["key"]) ?? ""), ("fault", fault)),
            0,
            0
        );

    /// <summary>The id of the component at a place such as <c>components[1].components[0]</c>, or with this key.</summary>
    private static string? Component(JsonNode? root, string place)
    {
        var node = root;
        foreach (Match step in Step().Matches(place))
            node =
                node?[step.Groups[1].Value] is JsonArray list
                && int.Parse(step.Groups[2].Value, CultureInfo.InvariantCulture) is var at
                && at < list.Count
                    ? list[at]
                    : null;
        if (node == root)
            node = All(root).FirstOrDefault(one => Text(one["key"]) == place);
        return Text(node?["id"]);
    }

    private static IEnumerable<JsonObject> All(JsonNode? parent) =>
        ((parent as JsonObject)?["components"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(one => All(one).Prepend(one));

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    [GeneratedRegex(@"(components)\[([0-9]{1,6})\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Step();
}

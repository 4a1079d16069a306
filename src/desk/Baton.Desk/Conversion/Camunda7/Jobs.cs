using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Baton.Desk.Conversion.Juel;
using static Baton.Desk.Conversion.Camunda7.ModelNames;

namespace Baton.Desk.Conversion.Camunda7;

/// <summary>What a program does for a process: external tasks, classes, delegates and connectors become jobs that a worker takes.</summary>
internal static partial class Jobs
{
    /// <param name="element">The task, or the event.</param>
    /// <param name="carrier">Where the attributes stand: the element itself, of a message event its definition.</param>
    public static void Convert(Element element, Element carrier)
    {
        var type = carrier.Take("type");
        var (topic, name) = (carrier.Take("topic"), carrier.Take("class"));
        var (delegated, expression, result) = (
            carrier.Take("delegateExpression"),
            carrier.Take("expression"),
            carrier.Take("resultVariable")
        );
        var connector = carrier.TakeAll("connector").FirstOrDefault();
        if (carrier.Take("taskPriority") is { } priority)
            element.Note(ConversionVerdict.Dropped, "dropped", $"taskPriority = {priority}");
        string? job = null;
        if (type == "external" && topic is not null)
        {
            job = element.Value("topic", topic);
            if (job is not null)
                element.Converted($"topic = {topic}", $"type = {job}");
        }
        else if (connector is not null)
        {
            job = connector.Element(Camunda + "connectorId")?.Value.Trim();
            element.Note(ConversionVerdict.ToDo, "worker", $"connector {job}", job);
            foreach (var mappings in connector.Elements(Camunda + "inputOutput").ToList())
                Mappings.Convert(element, mappings);
        }
        else if ((name ?? delegated ?? expression ?? type) is { } program)
        {
            job = Bare(program);
            element.Note(ConversionVerdict.ToDo, "worker", program, job);
        }
        if (result is not null && job is not null)
            element.ToDo("result-variable", result);
        if (job is { Length: > 0 })
            element.Says("taskDefinition", ("type", job));
        Fields(element, carrier);
        foreach (var mapping in carrier.TakeAll("errorEventDefinition"))
            element.ToDo("error-mapping", (string?)mapping.Attribute("expression") ?? "");
        Retries(element);
    }

    /// <summary>How often it is tried again.</summary>
    public static void Retries(Element element)
    {
        foreach (var cycle in element.TakeAll("failedJobRetryTimeCycle"))
        {
            var text = cycle.Value.Trim();
            var count = Repeats().Match(text) is { Success: true } match ? match.Groups["count"].Value : null;
            if (count is not null && element.Xml.Elements(BpmnXml + "extensionElements").Elements(Zeebe + "taskDefinition").Any())
            {
                element.Says("taskDefinition", ("retries", count));
                element.Note(ConversionVerdict.Converted, "retries", text, $"retries = {count}");
            }
            else
                element.Note(ConversionVerdict.Dropped, "dropped", $"failedJobRetryTimeCycle = {text}");
        }
    }

    /// <summary>An expression that names a bean is the best name that there is for the work.</summary>
    private static string Bare(string program) =>
        program.Length > 3 && program[0] is '$' or '#' && program[1] == '{' && program[^1] == '}' ? program[2..^1].Trim() : program;

    private static void Fields(Element element, Element carrier)
    {
        foreach (var field in carrier.TakeAll("field"))
        {
            var name = (string?)field.Attribute("name") ?? "";
            var value = (string?)field.Attribute("stringValue") ?? field.Element(Camunda + "string")?.Value.Trim();
            var expression = (string?)field.Attribute("expression") ?? field.Element(Camunda + "expression")?.Value.Trim();
            if (value is not null)
            {
                element
                    .Says("taskHeaders")
                    .Add(new XElement(Zeebe + "header", new XAttribute("key", name), new XAttribute("value", value)));
                element.Converted($"field {name}", $"header {name}");
            }
            else if (expression is not null && JuelTemplate.Convert(expression).Value is { } feel)
            {
                element.Map("input", feel.StartsWith('=') ? feel : "=" + JuelParser.FeelText(feel), Mappings.Target(name));
                element.Converted($"field {name} = {expression}", $"input {name} = {feel}");
            }
            else
                element.ToDo("expression", string.Create(CultureInfo.InvariantCulture, $"field {name} = {expression}"));
        }
    }

    [GeneratedRegex(@"^R(?<count>\d{1,3})/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Repeats();
}

using System.Xml.Linq;

namespace Baton.Bpmn.Reading;

/// <summary>The elements beside the processes that processes refer to. With equal ids the first one counts; validation reports the rest.</summary>
internal sealed class RootElements
{
    private readonly Dictionary<string, Message> _messages;
    private readonly Dictionary<string, Signal> _signals;
    private readonly Dictionary<string, Error> _errors;
    private readonly Dictionary<string, Escalation> _escalations;
    private readonly Dictionary<string, XElement> _eventDefinitions;

    public RootElements(XElement definitions)
    {
        Messages = [.. definitions.Elements(Names.Bpmn + "message").Select(ReadMessage)];
        Signals = [.. definitions.Elements(Names.Bpmn + "signal").Select(ReadSignal)];
        Errors = [.. definitions.Elements(Names.Bpmn + "error").Select(ReadError)];
        Escalations = [.. definitions.Elements(Names.Bpmn + "escalation").Select(ReadEscalation)];
        _messages = FirstById(Messages, message => message.Id);
        _signals = FirstById(Signals, signal => signal.Id);
        _errors = FirstById(Errors, error => error.Id);
        _escalations = FirstById(Escalations, escalation => escalation.Id);
        IEnumerable<XElement> shared = definitions
            .Elements()
            .Where(element => element.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal));
        _eventDefinitions = FirstById(shared, element => element.Text("id") ?? "");
    }

    public IReadOnlyList<Message> Messages { get; }

    public IReadOnlyList<Signal> Signals { get; }

    public IReadOnlyList<Error> Errors { get; }

    public IReadOnlyList<Escalation> Escalations { get; }

    public Message? Message(string? reference) => _messages.Referred(reference);

    public Signal? Signal(string? reference) => _signals.Referred(reference);

    public Error? Error(string? reference) => _errors.Referred(reference);

    public Escalation? Escalation(string? reference) => _escalations.Referred(reference);

    /// <summary>An event definition that stands beside the processes and is shared by reference.</summary>
    public XElement? EventDefinition(string reference) => _eventDefinitions.Referred(reference);

    private static Dictionary<string, T> FirstById<T>(IEnumerable<T> items, Func<T, string> id)
    {
        var byId = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (T item in items)
        {
            byId.TryAdd(id(item), item);
        }
        return byId;
    }

    private static Message ReadMessage(XElement element)
    {
        string? key = element.Extension(Names.Zeebe + "subscription")?.NonBlank("correlationKey");
        return new Message(element.Text("id") ?? "", element.NonBlank("name"), key)
        {
            Line = element.LineOf(),
            Column = element.ColumnOf(),
        };
    }

    private static Signal ReadSignal(XElement element) =>
        new(element.Text("id") ?? "", element.NonBlank("name")) { Line = element.LineOf(), Column = element.ColumnOf() };

    private static Error ReadError(XElement element) =>
        new(element.Text("id") ?? "", element.NonBlank("name"), element.NonBlank("errorCode"))
        {
            Line = element.LineOf(),
            Column = element.ColumnOf(),
        };

    private static Escalation ReadEscalation(XElement element) =>
        new(element.Text("id") ?? "", element.NonBlank("name"), element.NonBlank("escalationCode"))
        {
            Line = element.LineOf(),
            Column = element.ColumnOf(),
        };
}

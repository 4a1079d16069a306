using System.Globalization;
using System.Text;
using System.Xml;

namespace Baton.Desk.Analysis.Export;

/// <summary>
/// Writes instances as an event log by IEEE 1849-2016 (XES), one after the other; nothing is held. What a visit's beginning and end are is said by the
/// standard's life cycle: <c>start</c> when somebody took it up, <c>complete</c>, or <c>ate_abort</c> for what was broken off.
/// </summary>
internal sealed class XesLog : IAsyncDisposable
{
    public const string Namespace = "http://www.xes-standard.org/";

    private static readonly (string Name, string Prefix)[] Extensions =
    [
        ("Concept", "concept"),
        ("Time", "time"),
        ("Lifecycle", "lifecycle"),
        ("Organizational", "org"),
    ];

    private readonly XmlWriter _xml;

    private XesLog(Stream to) =>
        _xml = XmlWriter.Create(
            to,
            new()
            {
                Async = true,
                Indent = true,
                IndentChars = " ",
                NewLineChars = "\n",
                Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            }
        );

    /// <summary>Begins a log of that name.</summary>
    public static async Task<XesLog> Begin(Stream to, string name)
    {
        var log = new XesLog(to);
        await log.Head(name);
        return log;
    }

    public async Task Add(MinedTrace trace)
    {
        await Open("trace");
        await Attribute("string", "concept:name", trace.CaseId);
        await Attribute("string", "baton:variant", trace.Variant);
        // A log is read in the order of time.
        foreach (var (one, at, transition) in trace.Events.SelectMany(Transitions).OrderBy(one => one.At))
        {
            await Open("event");
            await Attribute("string", "concept:name", one.Activity);
            await Attribute("date", "time:timestamp", Instant(at));
            await Attribute("string", "lifecycle:transition", transition);
            if (one.By is { } by)
                await Attribute("string", "org:resource", by);
            if (one.Group is { } group)
                await Attribute("string", "org:group", group);
            await Attribute("string", "baton:element", one.ElementId);
            await Attribute("date", "baton:offered", Instant(one.Offered));
            await _xml.WriteEndElementAsync();
        }
        await _xml.WriteEndElementAsync();
    }

    /// <summary>Writes what is still to be written. Without it the log is not complete.</summary>
    public async Task Finish()
    {
        await _xml.WriteEndElementAsync();
        await _xml.WriteEndDocumentAsync();
        await _xml.FlushAsync();
    }

    public async Task Flush() => await _xml.FlushAsync();

    public ValueTask DisposeAsync() => _xml.DisposeAsync();

    public static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private static IEnumerable<(MinedEvent Event, DateTimeOffset At, string Transition)> Transitions(MinedEvent one)
    {
        if (one.Started is { } started)
            yield return (one, started, "start");
        if (one.Ended is { } ended)
            yield return (one, ended, one.IsCanceled ? "ate_abort" : "complete");
    }

    private async Task Head(string name)
    {
        await _xml.WriteStartDocumentAsync();
        await Open("log");
        await _xml.WriteAttributeStringAsync(null, "xes.version", null, "1849.2016");
        await _xml.WriteAttributeStringAsync(null, "xes.features", null, "");
        foreach (var (extension, prefix) in Extensions)
            await Empty("extension", ("name", extension), ("prefix", prefix), ("uri", $"{Namespace}{prefix}.xesext"));
        await Global("trace", ("string", "concept:name", "-"));
        await Global(
            "event",
            ("string", "concept:name", "-"),
            ("date", "time:timestamp", "1970-01-01T00:00:00.000+00:00"),
            ("string", "lifecycle:transition", "complete")
        );
        await Empty("classifier", ("name", "Activity"), ("scope", "event"), ("keys", "concept:name"));
        await Empty("classifier", ("name", "Step"), ("scope", "event"), ("keys", "concept:name lifecycle:transition"));
        await Attribute("string", "concept:name", name);
        await Attribute("string", "lifecycle:model", "standard");
    }

    private async Task Global(string scope, params (string Type, string Key, string Value)[] attributes)
    {
        await Open("global");
        await _xml.WriteAttributeStringAsync(null, "scope", null, scope);
        foreach (var (type, key, value) in attributes)
            await Attribute(type, key, value);
        await _xml.WriteEndElementAsync();
    }

    private Task Open(string element) => _xml.WriteStartElementAsync(null, element, Namespace);

    private Task Attribute(string type, string key, string value) => Empty(type, ("key", key), ("value", Clean(value)));

    private async Task Empty(string element, params (string Name, string Value)[] attributes)
    {
        await Open(element);
        foreach (var (name, value) in attributes)
            await _xml.WriteAttributeStringAsync(null, name, null, value);
        await _xml.WriteEndElementAsync();
    }

    /// <summary>XML cannot hold every character that a name may have.</summary>
    private static string Clean(string text) => text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.Where(XmlConvert.IsXmlChar));
}

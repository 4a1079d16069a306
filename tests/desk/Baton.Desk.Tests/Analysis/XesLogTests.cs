using System.Text;
using System.Xml;
using System.Xml.Schema;
using Baton.Desk.Analysis.Export;
using static Baton.Desk.Tests.Analysis.Tale;

namespace Baton.Desk.Tests.Analysis;

public sealed class XesLogTests
{
    [Fact]
    public async Task A_log_keeps_the_standards_structure()
    {
        var log = await Written(
            new MinedTrace(
                "TOS-1",
                "abc",
                [
                    new("Handle <this> & \u0001that", "handle", At(0), At(10), At(30), false, "Agents", "amy"),
                    new("Check", "check", At(20), null, At(60), true, null, null),
                ]
            ),
            new MinedTrace("TOS-2", "def", [])
        );

        Assert.Equal("1849.2016", log.DocumentElement!.GetAttribute("xes.version"));
        Assert.Equal(2, log.GetElementsByTagName("trace").Count);
        Assert.Equal(
            [
                "Handle <this> & that start 2026-11-23T01:10:00.000+00:00",
                "Handle <this> & that complete 2026-11-23T01:30:00.000+00:00",
                "Check ate_abort 2026-11-23T02:00:00.000+00:00",
            ],
            log.GetElementsByTagName("event")
                .Cast<XmlElement>()
                .Select(one => $"{Value(one, "concept:name")} {Value(one, "lifecycle:transition")} {Value(one, "time:timestamp")}")
        );
        var first = (XmlElement)log.GetElementsByTagName("event")[0]!;
        Assert.Equal(("amy", "Agents"), (Value(first, "org:resource"), Value(first, "org:group")));
    }

    [Fact]
    public async Task All_that_events_have_in_common_is_declared()
    {
        var log = await Written(new MinedTrace("1", "v", [new("A", "a", At(0), At(1), At(2), false, null, null)]));

        var globals = log.GetElementsByTagName("global").Cast<XmlElement>().Single(one => one.GetAttribute("scope") == "event");
        var declared = globals.ChildNodes.Cast<XmlElement>().Select(one => one.GetAttribute("key")).ToList();
        Assert.All(
            log.GetElementsByTagName("event").Cast<XmlElement>(),
            one => Assert.All(declared, key => Assert.NotNull(Value(one, key)))
        );
        var prefixes = log.GetElementsByTagName("extension").Cast<XmlElement>().Select(one => one.GetAttribute("prefix"));
        Assert.Equal(["concept", "time", "lifecycle", "org"], prefixes);
    }

    [Fact]
    public void The_rules_refuse_what_is_no_log()
    {
        using var wrong = new MemoryStream(
            Encoding.UTF8.GetBytes("""<log xes.version="x" xmlns="http://www.xes-standard.org/"><event /></log>""")
        );

        Assert.Throws<XmlSchemaValidationException>(() => XesSchema.Read(wrong));
    }

    private static async Task<XmlDocument> Written(params MinedTrace[] traces)
    {
        using var to = new MemoryStream();
        await using (var log = await XesLog.Begin(to, "tos"))
        {
            foreach (var trace in traces)
                await log.Add(trace);
            await log.Finish();
        }
        to.Position = 0;
        return XesSchema.Read(to);
    }

    private static string? Value(XmlElement one, string key) =>
        one.ChildNodes.Cast<XmlElement>().FirstOrDefault(child => child.GetAttribute("key") == key)?.GetAttribute("value");
}

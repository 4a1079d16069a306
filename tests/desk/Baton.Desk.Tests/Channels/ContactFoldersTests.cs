using System.Text;
using Baton.Desk.Cases.Attachments.Previews;
using Baton.Desk.Channels.Fax.In;
using Baton.Desk.Channels.Voice;
using Baton.Desk.Tests.Contacts;

namespace Baton.Desk.Tests.Channels;

/// <summary>Faxes and voice messages that machines put into folders.</summary>
public sealed class ContactFoldersTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_voice_message_waits_once_with_its_sound_its_length_and_the_customer_of_its_number()
    {
        var folder = DeskHost.NewDirectory();
        await using var desk = await DeskHost.Start(("VoiceIn:Directory", folder));
        await desk.AddInboxAgent("iris");
        await Voice(folder, "m1");

        await desk.Get<VoiceIn>().ReceiveOnce(Ct);
        await Voice(folder, "m1");
        await desk.Get<VoiceIn>().ReceiveOnce(Ct);

        var row = Assert.Single((await desk.Inbox("iris")).Items);
        Assert.Equal(("voice", "complaints · 1:05", "陳大文"), (row.Channel, row.Subject, row.CustomerName));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero), row.ReceivedAt);
        Assert.Equal(PreviewKind.Audio, Assert.Single((await desk.Incoming(row.Key, "iris")).Files).Preview);
        Assert.Equal(["m1.json", "m1.wav"], Names(folder, "processed"));
    }

    [Fact]
    public async Task What_is_no_message_or_lacks_its_sound_is_rejected_with_the_reason()
    {
        var folder = DeskHost.NewDirectory();
        await using var desk = await DeskHost.Start(("VoiceIn:Directory", folder));
        await desk.AddInboxAgent("iris");
        await File.WriteAllTextAsync(Path.Combine(folder, "a.json"), "no json", Ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "b.json"), """{"number":"1","file":"gone.wav"}""", Ct);
        await File.WriteAllTextAsync(Path.Combine(folder, ".c.json"), "still being written", Ct);

        await desk.Get<VoiceIn>().ReceiveOnce(Ct);

        Assert.Empty((await desk.Inbox("iris")).Items);
        Assert.Equal(["a.json", "a.json.reason", "b.json", "b.json.reason"], Names(folder, "rejected"));
        Assert.Equal(
            "The file gone.wav is not there.\n",
            await File.ReadAllTextAsync(Path.Combine(folder, "rejected", "b.json.reason"), Ct)
        );
    }

    [Fact]
    public async Task A_fax_of_a_gateway_waits_with_its_pages_and_the_customer_of_its_number()
    {
        var folder = DeskHost.NewDirectory();
        await using var desk = await DeskHost.Start(("FaxIn:SpoolDirectory", folder));
        await desk.AddInboxAgent("iris");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "f1.json"),
            """{"number":"+85229876544","pages":2,"time":"2026-11-22T12:00:00Z"}""",
            Ct
        );
        await File.WriteAllTextAsync(Path.Combine(folder, "f1.pdf"), "%PDF-1.4\n%%EOF\n", Ct);

        await desk.Get<FaxIn>().ReceiveOnce(Ct);

        var row = Assert.Single((await desk.Inbox("iris")).Items);
        Assert.Equal(("fax", "f1 (2)", "陳大文"), (row.Channel, row.Subject, row.CustomerName));
        Assert.Equal(PreviewKind.Document, Assert.Single((await desk.Incoming(row.Key, "iris")).Files).Preview);
        Assert.Equal(["f1.json", "f1.pdf"], Names(folder, "processed"));
    }

    [Fact]
    public async Task A_fax_in_the_queue_of_HylaFAX_is_taken_once_and_left_there_with_the_number_of_its_head()
    {
        var folder = DeskHost.NewDirectory();
        await using var desk = await DeskHost.Start(("FaxIn:HylaFaxDirectory", folder));
        await desk.AddInboxAgent("iris");
        var path = Path.Combine(folder, "fax000001.tif");
        await File.WriteAllBytesAsync(path, Tiff("+852 2987 6544"), Ct);
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 11, 22, 12, 0, 0, DateTimeKind.Utc));

        await desk.Get<FaxIn>().ReceiveOnce(Ct);
        await desk.Get<FaxIn>().ReceiveOnce(Ct);

        var row = Assert.Single((await desk.Inbox("iris")).Items);
        Assert.Equal(("+85229876544", "fax000001 (1)"), (row.From, row.Subject));
        Assert.Contains((await desk.Incoming(row.Key, "iris")).Files, file => file.FileName == "fax000001.tif");
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void The_head_of_a_TIFF_tells_its_pages_and_what_is_none_tells_nothing()
    {
        Assert.Equal(new TiffFacts(1, "+852 1"), TiffFacts.Read(Tiff("+852 1")));
        Assert.Equal(new TiffFacts(1, null), TiffFacts.Read(Tiff("no name")));
        Assert.Null(TiffFacts.Read(Encoding.ASCII.GetBytes("%PDF-1.4 and so on")));
        Assert.NotNull(TiffFacts.Read(Tiff("+852 1").AsSpan(0, 30)));
    }

    private static async Task Voice(string folder, string name)
    {
        byte[] wave =
        [
            .. "RIFF"u8,
            36,
            0,
            0,
            0,
            .. "WAVEfmt "u8,
            16,
            0,
            0,
            0,
            1,
            0,
            1,
            0,
            0x40,
            0x1f,
            0,
            0,
            0x40,
            0x1f,
            0,
            0,
            1,
            0,
            8,
            0,
            .. "data"u8,
            0,
            0,
            0,
            0,
        ];
        await File.WriteAllBytesAsync(Path.Combine(folder, name + ".wav"), wave, Ct);
        await File.WriteAllTextAsync(
            Path.Combine(folder, name + ".json"),
            """{"number":"+85229876543","time":"2026-11-22T12:00:00Z","seconds":65,"box":"complaints"}""",
            Ct
        );
    }

    /// <summary>A page of eight white pixels.</summary>
    private static byte[] Tiff(string description)
    {
        var text = Encoding.ASCII.GetBytes(description + "\0");
        (ushort Tag, ushort Kind, uint Count, uint Value)[] entries =
        [
            (256, 3, 1, 8),
            (257, 3, 1, 1),
            (258, 3, 1, 1),
            (259, 3, 1, 1),
            (262, 3, 1, 0),
            (270, 2, (uint)text.Length, 8),
            (273, 4, 1, (uint)(8 + text.Length)),
            (278, 3, 1, 1),
            (279, 4, 1, 1),
        ];
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("II"u8);
        writer.Write((ushort)42);
        writer.Write((uint)(8 + text.Length + 1));
        writer.Write(text);
        writer.Write((byte)0);
        writer.Write((ushort)entries.Length);
        foreach (var (tag, kind, count, value) in entries)
        {
            writer.Write(tag);
            writer.Write(kind);
            writer.Write(count);
            writer.Write(value);
        }
        writer.Write(0u);
        return stream.ToArray();
    }

    private static IEnumerable<string?> Names(string folder, string below) =>
        Directory.EnumerateFiles(Path.Combine(folder, below)).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}

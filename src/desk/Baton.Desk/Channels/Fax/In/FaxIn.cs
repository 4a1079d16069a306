using System.Globalization;
using System.Text.Json;
using Baton.Desk.Channels.Folders;
using Baton.Desk.Contacts.Inbox;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Fax.In;

/// <summary>Takes faxes out of HylaFAX's queue of received ones, or out of a folder of another gateway. Pages in TIFF are kept as they came, and as PDF to look at.</summary>
internal sealed class FaxIn(ContactFolder folder, IOptions<FaxInOptions> options)
{
    private const int HeadBytes = 4 * 1024 * 1024;

    /// <summary>A file of the queue that was modified a moment ago, in real time, may still be written.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Handles what is there now, in the order of the names.</summary>
    public async Task ReceiveOnce(CancellationToken ct)
    {
        if (options.Value.HylaFaxDirectory is { Length: > 0 } queue)
            await folder.Each(ContactFolder.Files(queue, ".tif", ".tiff", ".pdf"), path => OfQueue(path, ct));
        if (options.Value.SpoolDirectory is { Length: > 0 } spool)
        {
            var root = ContactFolder.Made(spool);
            await folder.Each(ContactFolder.Files(root, ".tif", ".tiff", ".pdf"), path => OfSpool(root, path, ct));
        }
    }

    /// <summary>The queue belongs to HylaFAX, which clears it: what was taken is remembered and left.</summary>
    private async Task OfQueue(string path, CancellationToken ct)
    {
        var file = new FileInfo(path);
        var id = string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{file.Length}:{file.LastWriteTimeUtc.Ticks}");
        if (TimeProvider.System.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc < Settled || _seen.Contains(id))
            return;
        if (!await folder.IsKnown("fax:hylafax", id, ct) && await Take(path, "fax:hylafax", id, null, ct) is { } refusal)
            await folder.Take(Contact(path, "fax:hylafax", id, null, null, 0) with { Text = refusal }, [], ct);
        _seen.Add(id);
    }

    private async Task OfSpool(string root, string path, CancellationToken ct)
    {
        var about = Path.ChangeExtension(path, ".json");
        var notes = File.Exists(about) ? FaxNotes.Read(await File.ReadAllTextAsync(about, ct)) : null;
        var id = notes?.Id is { Length: > 0 } given ? given : Path.GetFileName(path);
        var refusal = await folder.IsKnown("fax:spool", id, ct) ? null : await Take(path, "fax:spool", id, notes, ct);
        await folder.PutAway(root, [path, about], refusal, ct);
    }

    private async Task<string?> Take(string path, string source, string id, FaxNotes? notes, CancellationToken ct)
    {
        var name = Path.GetFileName(path);
        var isTiff = Path.GetExtension(path).ToLowerInvariant() is ".tif" or ".tiff";
        var facts = isTiff ? TiffFacts.Read(await Head(path, ct)) : null;
        if (isTiff && facts is null)
            return "The file is no TIFF.";
        var contact = Contact(path, source, id, notes?.Number ?? facts?.Sender, notes, notes?.Pages ?? facts?.Pages ?? 0);
        var pdf = isTiff ? await TiffPages.AsPdf(options.Value.Tiff2Pdf, path, ct) : null;
        try
        {
            List<FolderFile> files = [new(name, path)];
            if (pdf is not null)
                files.Insert(0, new(Path.ChangeExtension(name, ".pdf"), pdf));
            return await folder.Take(contact, files, ct);
        }
        finally
        {
            if (pdf is not null)
                File.Delete(pdf);
        }
    }

    private ArrivedContact Contact(string path, string source, string id, string? number, FaxNotes? notes, int pages)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var subject = pages > 0 ? string.Create(CultureInfo.InvariantCulture, $"{name} ({pages})") : name;
        return new("fax", source, id, subject, notes?.Time ?? new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero))
        {
            From = folder.Number(number),
            To = notes?.To,
            Unit = options.Value.Unit,
        };
    }

    private static async Task<byte[]> Head(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        var head = new byte[Math.Min(file.Length, HeadBytes)];
        await file.ReadExactlyAsync(head, ct);
        return head;
    }

    /// <summary>What a gateway says of a fax beside its pages.</summary>
    private sealed record FaxNotes(string? Id, string? Number, string? To, DateTimeOffset? Time, int? Pages)
    {
        private const int LongestValue = 200;

        public static FaxNotes? Read(string json)
        {
            try
            {
                using var document = JsonDocument.Parse(json);
                var root = document.RootElement;
                if (root.ValueKind != JsonValueKind.Object)
                    return null;
                var time = DateTimeOffset.TryParse(
                    Text(root, "time"),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var at
                );
                var pages = int.TryParse(Text(root, "pages"), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
                return new(
                    Text(root, "id"),
                    Text(root, "number"),
                    Text(root, "to"),
                    time ? at.ToUniversalTime() : null,
                    pages ? count : null
                );
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private static string? Text(JsonElement root, string name) =>
            root.TryGetProperty(name, out var value)
            && (value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            && value.ToString() is { Length: <= LongestValue } text
                ? text
                : null;
    }
}

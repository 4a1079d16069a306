using System.Globalization;
using System.Text.Json;
using Baton.Desk.Channels.Folders;
using Baton.Desk.Contacts.Inbox;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Voice;

/// <summary>
/// Takes voice messages out of a folder: for each a JSON file with <c>id, number, time, seconds, box, file</c>, written after the sound that it names.
/// </summary>
internal sealed class VoiceIn(ContactFolder folder, IOptions<VoiceInOptions> options, TimeProvider clock)
{
    private const int MaxBytes = 16 * 1024;

    /// <summary>Handles what is there now, in the order of the names.</summary>
    public async Task ReceiveOnce(CancellationToken ct)
    {
        var root = ContactFolder.Made(options.Value.Directory!);
        await folder.Each(ContactFolder.Files(root, ".json"), path => Receive(root, path, ct));
    }

    private async Task Receive(string root, string path, CancellationToken ct)
    {
        if (new FileInfo(path).Length > MaxBytes || VoiceMessage.Read(await File.ReadAllTextAsync(path, ct)) is not { } message)
        {
            await folder.PutAway(root, [path], "Expected JSON with number, time, seconds, box and file.", ct);
            return;
        }
        var name = Path.GetFileName(message.File is { Length: > 0 } named ? named : Path.GetFileNameWithoutExtension(path) + ".wav");
        var sound = Path.Combine(root, name);
        var id = message.Id is { Length: > 0 } given ? given : Path.GetFileNameWithoutExtension(path);
        var source = "voice:" + (message.Box is { Length: > 0 } box ? box : "box");
        if (await folder.IsKnown(source, id, ct))
        {
            await folder.PutAway(root, [path, sound], null, ct);
            return;
        }
        if (!File.Exists(sound))
        {
            await folder.PutAway(root, [path], $"The file {name} is not there.", ct);
            return;
        }
        var subject = string.Join(
            " · ",
            new[] { message.Box, message.Seconds is { } seconds ? ContactFolder.Length(seconds) : null }.Where(part =>
                part is { Length: > 0 }
            )
        );
        var contact = new ArrivedContact("voice", source, id, subject.Length > 0 ? subject : name, message.Time ?? clock.GetUtcNow())
        {
            From = folder.Number(message.Number),
            To = message.Box,
            Unit = options.Value.Unit,
        };
        await folder.PutAway(root, [path, sound], await folder.Take(contact, [new(name, sound)], ct), ct);
    }

    /// <summary>What the exchange says of a message.</summary>
    private sealed record VoiceMessage(string? Id, string? Number, DateTimeOffset? Time, int? Seconds, string? Box, string? File)
    {
        private const int LongestValue = 200;

        public static VoiceMessage? Read(string json)
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
                var seconds = int.TryParse(Text(root, "seconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var length);
                return new(
                    Text(root, "id"),
                    Text(root, "number"),
                    time ? at.ToUniversalTime() : null,
                    seconds ? length : null,
                    Text(root, "box"),
                    Text(root, "file")
                );
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private static string? Text(JsonElement root, string name) =>
            root.TryGetProperty(name, out var value) && (value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                ? value.ToString() is { Length: <= LongestValue } text
                    ? text
                    : null
                : null;
    }
}

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Baton.Desk.Notifications.Drivers.Gateways;
using Baton.Desk.Notifications.Drivers.Reports;
using Baton.Desk.Storage.Files;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Notifications.Drivers.Voice;

/// <summary>
/// Exchanges files with the machine that calls: a call is a file in <c>outgoing</c>, written whole; what became of it a file in <c>results</c>,
/// which goes to <c>results/processed</c> or, with its reason, to <c>results/rejected</c>.
/// </summary>
internal sealed partial class VoiceFolder
{
    private const int MaxBytes = 16 * 1024;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
    };

    private readonly string _outgoing;
    private readonly string _results;
    private readonly string _processed;
    private readonly string _rejected;
    private readonly VoiceOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<VoiceFolder> _logger;

    public VoiceFolder(string root, VoiceOptions options, TimeProvider clock, ILogger<VoiceFolder> logger)
    {
        (_outgoing, _results) = (Path.Combine(root, "outgoing"), Path.Combine(root, "results"));
        (_processed, _rejected) = (Path.Combine(_results, "processed"), Path.Combine(_results, "rejected"));
        (_options, _clock, _logger) = (options, clock, logger);
        foreach (var folder in new[] { _outgoing, _processed, _rejected })
            Directory.CreateDirectory(folder);
    }

    /// <summary>Writes the file of a call. One that was called already, by its result, is not called again.</summary>
    public async Task<MessageDelivery> Send(VoiceCall call, CancellationToken ct)
    {
        var name = FileNames.Of(call.Source.Id) + ".json";
        if (!File.Exists(Path.Combine(_results, name)) && !File.Exists(Path.Combine(_processed, name)))
        {
            var content = JsonSerializer.Serialize(
                new
                {
                    format = "baton-voice-call/1",
                    id = call.Source.Id,
                    number = call.Number,
                    from = _options.From,
                    text = call.Text,
                    language = call.Source.Language,
                    caseNumber = call.Source.CaseNumber,
                    created = _clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                },
                Json
            );
            await DurableFile.Write(Path.Combine(_outgoing, name), Encoding.UTF8.GetBytes(content), ct);
        }
        return new(MessageVerdict.Accepted, null, null);
    }

    /// <summary>Handles the results that are there now, in the order of their names.</summary>
    public async Task ReceiveOnce(IMessageReports reports, CancellationToken ct)
    {
        foreach (var file in Directory.EnumerateFiles(_results, "*.json").Order(StringComparer.Ordinal).ToList())
        {
            try
            {
                await Receive(file, reports, ct);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                LogUnreadable(error, file);
            }
        }
    }

    private async Task Receive(string file, IMessageReports reports, CancellationToken ct)
    {
        var source = new ReportSource(Messages.MessageChannels.Voice, new ReportOptions(), IsKannel: false);
        var refusal =
            new FileInfo(file).Length > MaxBytes ? "The file is larger than 16 KB."
            : source.Read(AnswerFields.Of(await File.ReadAllTextAsync(file, ct))) is not { } report
                ? "Expected JSON with id and state: delivered, answered, failed, busy or no-answer."
            : await reports.Take(report, ct) ? null
            : "No such message is known.";
        var name = Path.GetFileName(file);
        if (refusal is null)
        {
            DurableFile.Move(file, Path.Combine(_processed, name));
            return;
        }
        LogRejected(name, refusal);
        await DurableFile.Write(Path.Combine(_rejected, name + ".reason"), Encoding.UTF8.GetBytes(refusal + "\n"), ct);
        DurableFile.Move(file, Path.Combine(_rejected, name));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The result {File} of a call is rejected: {Reason}")]
    private partial void LogRejected(string file, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The result {File} of a call cannot be read now; it is tried again.")]
    private partial void LogUnreadable(Exception error, string file);
}

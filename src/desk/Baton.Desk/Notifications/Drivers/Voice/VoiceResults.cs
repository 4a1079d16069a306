using Baton.Desk.Notifications.Drivers.Reports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Drivers.Voice;

/// <summary>Looks for the results of calls as long as the program runs, in real time whatever the desk's clock says.</summary>
internal sealed partial class VoiceResults(
    VoiceFolder folder,
    IMessageReports reports,
    IOptions<VoiceOptions> options,
    ILogger<VoiceResults> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await folder.ReceiveOnce(reports, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever it was, results must be read again when it has passed.
            catch (Exception error)
#pragma warning restore CA1031
            {
                LogFailed(error);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(options.Value.ResultPollMilliseconds), TimeProvider.System, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading the results of calls failed; it begins again.")]
    private partial void LogFailed(Exception error);
}

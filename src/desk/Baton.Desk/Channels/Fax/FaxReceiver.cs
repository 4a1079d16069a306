using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Channels.Fax;

/// <summary>Keeps the driver receiving as long as the program runs, through lost databases and disks.</summary>
internal sealed class FaxReceiver(IFaxDriver driver, IFaxInbox inbox, ILogger<FaxReceiver> logger) : BackgroundService
{
    /// <summary>Real time: a desk whose clock is pinned recovers too.</summary>
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await driver.Receive(inbox, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever it was, results must be read again when it has passed.
            catch (Exception error)
#pragma warning restore CA1031
            {
                logger.LogError(error, "Receiving fax results failed; it begins again in {Pause}.", PauseAfterFailure);
            }

            await Task.Delay(PauseAfterFailure, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

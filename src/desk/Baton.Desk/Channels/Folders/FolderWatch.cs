using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Channels.Folders;

/// <summary>Looks into a folder again and again as long as the program runs, through lost databases and disks.</summary>
internal sealed class FolderWatch(string name, Func<CancellationToken, Task> look, TimeSpan pause, ILogger<FolderWatch> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await look(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever it was, the folder must be read again when it has passed.
            catch (Exception error)
#pragma warning restore CA1031
            {
                logger.LogError(error, "Reading the folder of {Name} failed; it begins again.", name);
            }
            // Real time: a desk whose clock is pinned reads on.
            await Task.Delay(pause, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

using Baton.Web.Shell;

namespace Baton.Web.Operations;

/// <summary>A page of numbers that looks now and then whether they have changed, in real time, and says so without changing what is read.</summary>
public abstract class LiveNumbers : DeskComponent
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>There are news that the page does not show yet.</summary>
    protected bool HasNews { get; set; }

    /// <summary>Whether what could be read now differs from what is shown.</summary>
    protected abstract Task<bool> IsNew(CancellationToken ct);

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _ = Look(Leaving);
    }

    private async Task Look(CancellationToken leaving)
    {
        try
        {
            using var timer = new PeriodicTimer(Pause);
            while (await timer.WaitForNextTickAsync(leaving))
            {
                if (HasNews || !await IsNew(leaving))
                    continue;
                await InvokeAsync(() =>
                {
                    HasNews = true;
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
#pragma warning disable CA1031 // Nobody awaits this call: the error belongs to the error boundary around the page.
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
#pragma warning restore CA1031
    }
}

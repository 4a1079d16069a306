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
            _ = Alone(() => Look(Leaving));
    }

    private async Task Look(CancellationToken leaving)
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
}

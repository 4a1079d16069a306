using Microsoft.AspNetCore.Components;

namespace Baton.Web.Shell;

/// <summary>A part that asks the desk again when what it depends on has changed and typing rests.</summary>
public abstract class RestingComponent : DeskComponent
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);

    private CancellationTokenSource? _asking;

    [Inject]
    internal TimeProvider Clock { get; set; } = null!;

    /// <summary>Asks after a rest, unless something newer is asked or the page is left before; then the part is drawn again.</summary>
    protected void AskSoon(Func<CancellationToken, Task> ask)
    {
        AskNothing();
        _asking = CancellationTokenSource.CreateLinkedTokenSource(Leaving);
        _ = Ask(ask, _asking.Token);
    }

    /// <summary>Gives up what was to be asked.</summary>
    protected void AskNothing()
    {
        _asking?.Cancel();
        _asking?.Dispose();
        _asking = null;
    }

    private async Task Ask(Func<CancellationToken, Task> ask, CancellationToken ct)
    {
        try
        {
            await Task.Delay(Rest, Clock, ct);
            await ask(ct);
            await InvokeAsync(StateHasChanged);
        }
        catch (OperationCanceledException)
        {
            // Something newer is being asked, or the page was left.
        }
#pragma warning disable CA1031 // Nobody awaits this call: the error belongs to the error boundary around the page.
        catch (Exception error)
        {
            await DispatchExceptionAsync(error);
        }
#pragma warning restore CA1031
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _asking?.Dispose();
    }
}

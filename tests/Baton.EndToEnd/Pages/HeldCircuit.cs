using Microsoft.Playwright;

namespace Baton.EndToEnd.Pages;

/// <summary>A page that is shown and does not answer yet: what the server says to its circuit waits until it is let go.</summary>
internal sealed class HeldCircuit
{
    private readonly TaskCompletionSource _isConnecting = new();
    private readonly TaskCompletionSource _goesOn = new();
    private Task _passed = Task.CompletedTask;
    private int _answers;

    /// <summary>Whatever the page opens next is held.</summary>
    public static async Task<HeldCircuit> Of(IPage page)
    {
        var held = new HeldCircuit();
        await page.RouteWebSocketAsync("**/_blazor?*", held.Hold);
        return held;
    }

    /// <summary>Waits until the circuit is begun.</summary>
    public Task Connecting() => _isConnecting.Task.WaitAsync(TestContext.Current.CancellationToken);

    public void LetGo() => _goesOn.SetResult();

    private void Hold(IWebSocketRoute page)
    {
        IWebSocketRoute circuit = page.ConnectToServer();
        circuit.OnMessage(frame => _passed = Pass(_passed, page, frame));
    }

    /// <summary>The first answer greets; the second begins the circuit, for the address at which the page was when it asked.</summary>
    private async Task Pass(Task before, IWebSocketRoute page, IWebSocketFrame frame)
    {
        bool waits = _answers++ > 0;
        await before;
        if (waits)
        {
            _isConnecting.TrySetResult();
            await _goesOn.Task;
        }

        page.Send(frame.Binary ?? []);
    }
}

using System.Globalization;
using Baton.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Baton.Web.Shell;

/// <summary>A page or part that acts for the signed-in user and may follow the desk's changes until it is left.</summary>
public abstract class DeskComponent : ComponentBase, IHandleEvent, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly CancellationToken _left;
    private readonly List<IDisposable> _subscriptions = [];
    private readonly HashSet<EventCallbackWorkItem> _pressed = [];
    private Task? _beginning;
    private Task _reading = Task.CompletedTask;

    protected DeskComponent() => _left = _leaving.Token;

    /// <summary>The signed-in user, speaking the language of the screen.</summary>
    [CascadingParameter]
    public required DeskUser User { get; set; }

    [Inject]
    internal DeskChanges Changes { get; set; } = null!;

    [Inject]
    internal LocalTime When { get; set; } = null!;

    /// <summary>Cancelled when the user leaves the page; it can still be asked for then.</summary>
    protected CancellationToken Leaving => _left;

    /// <summary>
    /// A part is drawn when it has been read, however long the database takes: nobody sees, or types into, what is only half there. What was
    /// drawn before stays until then.
    /// </summary>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        return InTurn(Read);
    }

    /// <summary>
    /// A button that is pressed again while what it began is still under way begins nothing: who presses twice, or is impatient, sends once.
    /// </summary>
    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem callback, object? arg)
    {
        var isPress = arg is MouseEventArgs { Type: "click" } || arg?.GetType() == typeof(EventArgs);
        if (isPress && !_pressed.Add(callback))
            return;
        try
        {
            var work = callback.InvokeAsync(arg);
            if (!work.IsCompleted)
                StateHasChanged();
            await work;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            if (isPress)
                _pressed.Remove(callback);
        }
        StateHasChanged();
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <summary>What is read for a change and what is read for other parameters follow each other, so that the older answer is never the last.</summary>
    private Task InTurn(Func<Task> read)
    {
        return _reading = _reading.IsCompleted ? read() : After(_reading);

        async Task After(Task before)
        {
            // An error of that reading is told by whoever began it.
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            await read();
        }
    }

    private async Task Read()
    {
        try
        {
            if (_beginning is null)
            {
                OnInitialized();
                _beginning = OnInitializedAsync();
            }
            await _beginning;
            OnParametersSet();
            await OnParametersSetAsync();
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left before it was read.
            return;
        }
        StateHasChanged();
    }

    /// <summary>
    /// Calls back on this component's dispatcher after each change of the topic, in the reader's culture (the change comes from the
    /// thread of whoever made it). A burst of changes is one call. Call it before reading what the topic is about, so that no change between
    /// the two is missed; the call back comes when what is being read then has been read. A page that is rendered once only, before the
    /// browser is connected, watches nothing.
    /// </summary>
    protected IDisposable? Watch(string topic, Func<Task> onChange)
    {
        if (!RendererInfo.IsInteractive)
            return null;
        var (culture, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var pending = 0;
        var subscription = Changes.Subscribe(
            topic,
            changed =>
            {
                if (Interlocked.Exchange(ref pending, 1) == 0)
                    _ = Task.Run(() => InvokeAsync(() => InTurn(Follow)), CancellationToken.None);
            }
        );
        _subscriptions.Add(subscription);
        return subscription;

        async Task Follow()
        {
            Interlocked.Exchange(ref pending, 0);
            if (_leaving.IsCancellationRequested)
                return;
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, words);
            await Alone(onChange);
        }
    }

    /// <summary>Work for which nobody waits: it ends with the page, and what goes wrong is told by the error boundary around the page.</summary>
    protected async Task Alone(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left meanwhile.
        }
#pragma warning disable CA1031 // Nobody awaits this call.
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
#pragma warning restore CA1031
    }
}

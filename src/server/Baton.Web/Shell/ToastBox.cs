namespace Baton.Web.Shell;

/// <summary>Short words at the edge of the screen about what just happened. One box for each circuit; used on its dispatcher only.</summary>
public sealed class ToastBox
{
    /// <summary>The words that stand there now; null for none.</summary>
    public string? Text { get; private set; }

    /// <summary>Raised when <see cref="Text"/> changed.</summary>
    public event Action? Changed;

    public void Say(string text)
    {
        Text = text;
        Changed?.Invoke();
    }

    public void Clear()
    {
        Text = null;
        Changed?.Invoke();
    }
}

using Microsoft.JSInterop;

namespace Baton.Web.Shell;

/// <summary>Recognises calls into a browser that closed the page, or left, while they were under way.</summary>
internal static class GoneBrowser
{
    /// <summary>Nobody is there to see what the call was for: a circuit that ends cancels its calls, and later ones find it disconnected.</summary>
    public static bool IsOfGoneBrowser(this Exception exception) => exception is JSDisconnectedException or OperationCanceledException;
}

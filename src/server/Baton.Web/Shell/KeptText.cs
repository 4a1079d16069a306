using Microsoft.JSInterop;

namespace Baton.Web.Shell;

/// <summary>
/// Keeps texts in the reader's own browser, so that a reload of the page, a broken connection or a restart of the server loses none of them. It may be
/// called once a page has been rendered; where the browser has gone or keeps nothing, nothing is kept.
/// </summary>
public sealed class KeptText(IJSRuntime script) : IAsyncDisposable
{
    /// <summary>The longest text that is taken from the browser.</summary>
    private const long TextMax = 16 * 1024 * 1024;

    private IJSObjectReference? _module;

    /// <summary>Keeps the text under the key, over an earlier one.</summary>
    public async Task Keep(string key, string text)
    {
        try
        {
            using var stream = ToBrowser.Text(text);
            await (await Module()).InvokeVoidAsync("hold", key, stream);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // The browser has gone; what it was to keep stays on the page, which has gone too.
        }
    }

    /// <summary>The text that is kept under the key; null where there is none.</summary>
    public async Task<string?> Find(string key)
    {
        try
        {
            var module = await Module();
            if (!await module.InvokeAsync<bool>("holds", key))
                return null;
            await using var held = await module.InvokeAsync<IJSStreamReference>("held", key);
            await using var stream = await held.OpenReadStreamAsync(TextMax);
            using var reader = new StreamReader(stream);
            return await reader.ReadToEndAsync();
        }
        catch (Exception exception) when (IsGone(exception))
        {
            return null;
        }
    }

    public async Task Forget(string key)
    {
        try
        {
            await (await Module()).InvokeVoidAsync("drop", key);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // It is found again with the next visit, and offered.
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // The module has gone with the browser.
        }
    }

    private async Task<IJSObjectReference> Module() =>
        _module ??= await script.InvokeAsync<IJSObjectReference>("import", "./_content/Baton.Web/js/held-texts.js");

    private static bool IsGone(Exception exception) => exception is JSException || exception.IsOfGoneBrowser();
}

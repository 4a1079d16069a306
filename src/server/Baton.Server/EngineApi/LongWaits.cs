namespace Baton.Server.EngineApi;

/// <summary>Requests that wait for something to happen. A server that stops answers them, instead of waiting for them or cutting them off.</summary>
internal static class LongWaits
{
    /// <summary>Waits as long as the caller wants and the server does not stop.</summary>
    /// <returns>What the wait brought; <paramref name="nothing"/> when the server stops.</returns>
    /// <exception cref="OperationCanceledException">The caller is gone.</exception>
    public static async Task<T> UntilStop<T>(
        this IHostApplicationLifetime server,
        Func<CancellationToken, Task<T>> wait,
        T nothing,
        CancellationToken ct
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, server.ApplicationStopping);
        try
        {
            return await wait(either.Token);
        }
        catch (OperationCanceledException) when (server.ApplicationStopping.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return nothing;
        }
    }
}

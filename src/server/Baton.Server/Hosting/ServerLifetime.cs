using System.Runtime.InteropServices;

namespace Baton.Server.Hosting;

/// <summary>
/// Listens to what the operating system asks for: SIGTERM, by which service managers stop a server, drains it first; Ctrl+C and SIGQUIT stop it
/// at once.
/// </summary>
internal sealed class ServerLifetime(Drain drain, IHostApplicationLifetime server) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        Listen(PosixSignal.SIGTERM, drain.Begin);
        Listen(PosixSignal.SIGINT, server.StopApplication);
        Listen(PosixSignal.SIGQUIT, server.StopApplication);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void Listen(PosixSignal signal, Action action) =>
        _signals.Add(
            PosixSignalRegistration.Create(
                signal,
                context =>
                {
                    // Without this the process would end as soon as the handler returns.
                    context.Cancel = true;
                    action();
                }
            )
        );
}

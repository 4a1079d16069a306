using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Baton.Desk.Tests.Notifications.Drivers.Servers;

/// <summary>A real server that a test or a bench starts as a process of its own and ends again.</summary>
internal sealed class ForeignProgram : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private ForeignProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += End;
    }

    /// <summary>What it said so far.</summary>
    public IReadOnlyCollection<string> Said => _lines;

    public static bool IsRoot => Environment.UserName == "root";

    /// <summary>True where a missing server is an error: on the build server.</summary>
    public static bool MustBeThere => Environment.GetEnvironmentVariable("CI") == "true";

    public static ForeignProgram Start(string program, params string[] arguments) => Start(program, arguments, Path.GetTempPath());

    public static ForeignProgram Start(string program, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        return new ForeignProgram(Process.Start(start)!);
    }

    /// <summary>Runs a program to its end.</summary>
    public static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    /// <summary>Ports that nobody listens on now.</summary>
    public static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(one => one.Start());
        int[] ports = [.. listeners.Select(one => ((IPEndPoint)one.LocalEndpoint).Port)];
        listeners.ForEach(one => one.Dispose());
        return ports;
    }

    /// <summary>Until something listens.</summary>
    public async Task WaitForPort(int port, CancellationToken ct)
    {
        await Until(
            async () =>
            {
                using var client = new TcpClient();
                try
                {
                    await client.ConnectAsync(IPAddress.Loopback, port, ct);
                    return true;
                }
                catch (SocketException)
                {
                    return _process.HasExited ? throw new InvalidOperationException(string.Join('\n', _lines)) : false;
                }
            },
            () => $"nothing listens on {port}: {string.Join('\n', _lines)}",
            ct
        );
    }

    /// <summary>Asks again and again until it is so; other programs give no sign.</summary>
    public static async Task Until(Func<Task<bool>> isSo, Func<string> otherwise, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await isSo())
        {
            try
            {
                await ticks.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new TimeoutException(otherwise());
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= End;
        if (!_process.HasExited)
            _ = Kill(_process.Id, Terminate);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
            _lines.Enqueue(line.Data);
    }

    private void End(object? sender, EventArgs e)
    {
        if (!_process.HasExited)
            _ = Kill(_process.Id, Terminate);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}

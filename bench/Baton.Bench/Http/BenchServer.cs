using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Baton.Bench.Http;

/// <summary>
/// A real server in a process of its own, as the build of this configuration left it, with the demo organisation, on a free loopback port.
/// Disposing it ends the process; it ends with this one, too.
/// </summary>
internal sealed class BenchServer : IDisposable
{
    private const int LogLinesMax = 200;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(120);

    private readonly Queue<string?> _log = new();
    private readonly Process _process;
    private int _isDisposed;

    private BenchServer(Uri address, ProcessStartInfo start)
    {
        Address = address;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Capture;
        _process.ErrorDataReceived += Capture;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    public Uri Address { get; }

    /// <summary>The processor time that the server used so far, in user code and in the kernel; a database beside it is not in it.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory that the server holds, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a server and answers when it is ready.</summary>
    /// <param name="folder">Its data directory.</param>
    /// <param name="settings">More settings, such as those of the database.</param>
    /// <exception cref="InvalidOperationException">It stopped or was not ready in time; the message has the end of its output.</exception>
    public static async Task<BenchServer> Start(string folder, IReadOnlyList<string> settings)
    {
        Directory.CreateDirectory(folder);
        var address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}/");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        string[] arguments =
        [
            Assembly(),
            $"--urls={address.GetLeftPart(UriPartial.Authority)}",
            $"--Data:Directory={folder}",
            "--Demo:Load=true",
            .. settings,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        var server = new BenchServer(address, start);
        try
        {
            await server.WaitUntilReady();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        _process.Dispose();
    }

    private async Task WaitUntilReady()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < StartTimeout)
        {
            if (_process.HasExited)
            {
                await _process.WaitForExitAsync();
                throw new InvalidOperationException($"The server stopped with exit code {_process.ExitCode}.\n{Log()}");
            }
            try
            {
                using var response = await client.GetAsync("health/ready");
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
        throw new InvalidOperationException($"The server was not ready after {StartTimeout}.\n{Log()}");
    }

    /// <summary>The server lies beside the bench in the source tree, built together with it.</summary>
    private static string Assembly()
    {
        var parts = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar);
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Baton.slnx")))
        {
            root = root.Parent;
        }
        var path = Path.Combine(root?.FullName ?? "", "src/server/Baton.Server/bin", parts[^2], parts[^1], "Baton.Server.dll");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException("The server is not built. Run the bench from the source tree by dotnet run.", path);
    }

    private void Capture(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.Enqueue(line.Data);
            if (_log.Count > LogLinesMax)
            {
                _log.Dequeue();
            }
        }
    }

    private string Log()
    {
        lock (_log)
        {
            return string.Join('\n', _log);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

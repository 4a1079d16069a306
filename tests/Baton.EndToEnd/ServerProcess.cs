using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Baton.Tests.Postgres;

namespace Baton.EndToEnd;

/// <summary>
/// A real Baton server in a process of its own, on a free loopback port and with its own data. It can be killed without warning and started
/// again on the same data and address. Not safe for concurrent starts and stops of one object.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    public const string AdminUserName = "root";
    public const string AdminPassword = "Correct-horse-7-battery";

    private const int SigTerminate = 15;

    // The numbers that Linux gives them on x64 and Arm.
    private const int SigContinue = 18;
    private const int SigStop = 19;

    private readonly ServerSettings _settings;
    private readonly bool _ownsData;
    private readonly StringBuilder _log = new();
    private string? _database;
    private Process? _process;

    private ServerProcess(ServerSettings settings)
    {
        _settings = settings;
        _ownsData = settings.DataDirectory is null;
        DataDirectory = settings.DataDirectory ?? Directory.CreateTempSubdirectory("baton-e2e-").FullName;
        BaseAddress = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}/");
    }

    public Uri BaseAddress { get; }

    public string DataDirectory { get; }

    /// <summary>All that the server has written to its output so far, over all its starts.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts a server and answers when it is ready.</summary>
    /// <exception cref="InvalidOperationException">The server stopped or was not ready in time; the message has its output.</exception>
    public static async Task<ServerProcess> Start(ServerSettings? settings = null, CancellationToken ct = default)
    {
        settings ??= new ServerSettings();
        var server = new ServerProcess(settings);
        try
        {
            if (PreparedData.Fits(settings))
                server._database = await PreparedData.CopyTo(server.DataDirectory, settings);
            await server.Launch(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client with the base address set, signed in by Basic credentials: the administrator's unless others are given.</summary>
    public HttpClient CreateClient(string? userName = AdminUserName, string? password = AdminPassword)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = BaseAddress,
            Timeout = TimeSpan.FromSeconds(100),
        };
        if (userName is not null)
        {
            string credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password}"));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        }
        return client;
    }

    /// <summary>Ends the process as kill -9 does: nothing is flushed, no handler runs.</summary>
    public async Task KillHard()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Holds the process still as a machine that stalls does; its connections stay open.</summary>
    public void Pause() => Signal(SigStop);

    /// <summary>Lets a process that was paused go on.</summary>
    public void Continue() => Signal(SigContinue);

    /// <summary>Asks the server to stop as a service host does (SIGTERM) and answers its exit code.</summary>
    public async Task<int> Stop(CancellationToken ct = default)
    {
        Process process = _process ?? throw new InvalidOperationException("The server was never started.");
        if (!process.HasExited)
        {
            Signal(SigTerminate);
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
            timeout.CancelAfter(TimeSpan.FromSeconds(60));
            await process.WaitForExitAsync(timeout.Token);
        }
        return process.ExitCode;
    }

    /// <summary>Starts the server again on the same data and address, stopping it first if it still runs.</summary>
    public async Task Restart(CancellationToken ct = default)
    {
        await Stop(ct);
        await Launch(ct);
    }

    /// <summary>Runs a command of the server's command line on the same data and answers its exit code and all its output.</summary>
    public async Task<(int ExitCode, string Output)> RunCommand(IReadOnlyList<string> command, CancellationToken ct = default)
    {
        using var process = new Process
        {
            StartInfo = StartInfo([
                $"--Data:Directory={DataDirectory}",
                .. PreparedData.Arguments(_database),
                .. _settings.Arguments,
                .. command,
            ]),
        };
        process.Start();
        Task<string> output = process.StandardOutput.ReadToEndAsync(ct);
        Task<string> errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output + await errors);
    }

    public async ValueTask DisposeAsync()
    {
        await KillHard();
        _process?.Dispose();
        if (_database is not null)
        {
            ThrowawayPostgres.Shared.Drop(_database);
        }
        if (_ownsData)
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
    }

    private async Task Launch(CancellationToken ct)
    {
        _process?.Dispose();
        _process = new Process { StartInfo = StartInfo(ServeArguments()) };
        _process.OutputDataReceived += Capture;
        _process.ErrorDataReceived += Capture;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilReady(_process, ct);
    }

    private IReadOnlyList<string> ServeArguments() =>
        [
            $"--urls={BaseAddress.GetLeftPart(UriPartial.Authority)}",
            $"--Data:Directory={DataDirectory}",
            $"--Clock:Controlled={(_settings.ControlledClock ? "true" : "false")}",
            $"--Demo:Load={(_settings.LoadDemo ? "true" : "false")}",
            $"--Admin:UserName={AdminUserName}",
            $"--Admin:Password={AdminPassword}",
            .. PreparedData.Arguments(_database),
            .. _settings.Arguments,
        ];

    private ProcessStartInfo StartInfo(IReadOnlyList<string> arguments)
    {
        var info = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = DataDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.Environment["ASPNETCORE_ENVIRONMENT"] = _settings.Environment;
        info.ArgumentList.Add(Repository.ServerAssembly());
        foreach (string argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }
        return info;
    }

    private async Task WaitUntilReady(Process process, CancellationToken ct)
    {
        using HttpClient client = CreateClient(userName: null);
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < _settings.StartTimeout)
        {
            if (process.HasExited)
            {
                await process.WaitForExitAsync(ct);
                throw new InvalidOperationException($"The server stopped with exit code {process.ExitCode}.\n{Log}");
            }
            try
            {
                using HttpResponseMessage response = await client.GetAsync("health/ready", ct);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (Exception broken) when (broken is HttpRequestException or SocketException)
            {
                // Not listening yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
        }
        throw new InvalidOperationException($"The server was not ready after {_settings.StartTimeout}.\n{Log}");
    }

    private void Capture(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.AppendLine(line.Data);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Signal(int signal)
    {
        Process process = _process ?? throw new InvalidOperationException("The server was never started.");
        if (kill(process.Id, signal) != 0)
        {
            throw new InvalidOperationException($"Signal to process {process.Id} failed with error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);
}

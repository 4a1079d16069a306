using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Baton.EndToEnd.Clusters;

/// <summary>
/// A real HAProxy in front of servers, on a free loopback port, with the settings that docs/scaling.md shows and short pauses. It repeats connections
/// that were refused, never requests that were sent.
/// </summary>
internal sealed class HaProxy : IAsyncDisposable
{
    /// <summary>From the moment in which a server says that it is not ready until no request goes to it: two checks, and some time for each answer.</summary>
    public static readonly TimeSpan SeesWithin = TimeSpan.FromSeconds(4);

    private const string Missing = "HAProxy is not installed (Debian: apt-get install haproxy).";
    private const string Backend = "servers";

    private static readonly string? Program = Array.Find(["/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy"], File.Exists);

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-haproxy-").FullName;
    private readonly StringBuilder _log = new();
    private readonly HttpClient _statistics;
    private readonly Process _process;

    private HaProxy(IEnumerable<Uri> servers)
    {
        int port = FreePort();
        int statistics = FreePort();
        BaseAddress = Local(port);
        _statistics = new HttpClient { BaseAddress = Local(statistics) };
        string file = Path.Combine(_folder, "haproxy.cfg");
        File.WriteAllText(file, Configuration(port, statistics, servers));
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(Program ?? throw new InvalidOperationException(Missing), ["-db", "-f", file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += Capture;
        _process.ErrorDataReceived += Capture;
    }

    /// <summary>Why tests with HAProxy cannot run here; null when they can. In CI a missing one is an error instead.</summary>
    public static string? WhyNot { get; } = Program is not null || Environment.GetEnvironmentVariable("CI") == "true" ? null : Missing;

    public Uri BaseAddress { get; }

    /// <summary>What it said about its servers and about requests that went wrong.</summary>
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

    /// <summary>Starts it and answers when it sends requests to all of the servers.</summary>
    public static async Task<HaProxy> Start(IReadOnlyList<Uri> servers, CancellationToken ct)
    {
        var proxy = new HaProxy(servers);
        proxy._process.Start();
        proxy._process.BeginOutputReadLine();
        proxy._process.BeginErrorReadLine();
        try
        {
            for (int server = 0; server < servers.Count; server++)
            {
                await proxy.WaitUntilUp(server, ct);
            }
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until a server, counted from 0, gets requests.</summary>
    public Task WaitUntilUp(int server, CancellationToken ct) =>
        Stories.Eventually.Holds(
            async () => (await Statistics(ct)).Any(row => row["svname"] == Name(server) && row["status"] == "UP"),
            $"HAProxy sends requests to {Name(server)}"
        );

    /// <summary>A counter of the requests of all servers, such as <c>wretr</c> and <c>wredis</c>, connections tried again at the same and at another one.</summary>
    public async Task<long> Counter(string name, CancellationToken ct)
    {
        Dictionary<string, string> row = (await Statistics(ct)).Single(row => row["pxname"] == Backend && row["svname"] == "BACKEND");
        return long.Parse(row[name], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _statistics.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Configuration(int port, int statistics, IEnumerable<Uri> servers)
    {
        var text = new StringBuilder(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                global
                    log stdout format raw local0 info

                defaults
                    mode http
                    log global
                    option dontlog-normal
                    option httplog
                    timeout connect 5s
                    timeout client 2m
                    timeout server 2m
                    timeout tunnel 1h
                    retries 3
                    option redispatch

                frontend desk
                    bind 127.0.0.1:{port}
                    default_backend {Backend}

                frontend statistics
                    bind 127.0.0.1:{statistics}
                    no log
                    stats enable
                    stats uri /

                backend {Backend}
                    balance roundrobin
                    option httpchk GET /health/ready
                    http-check expect status 200
                    timeout check 5s
                    cookie BATON insert indirect nocache httponly
                    default-server check inter 300ms fall 2 rise 2

                """
            )
        );
        int number = 0;
        foreach (Uri server in servers)
        {
            string name = Name(number++);
            text.AppendLine(CultureInfo.InvariantCulture, $"    server {name} {server.Authority} cookie {name}");
        }
        return text.ToString();
    }

    private static string Name(int server) => string.Create(CultureInfo.InvariantCulture, $"server{server}");

    private async Task<IReadOnlyList<Dictionary<string, string>>> Statistics(CancellationToken ct)
    {
        string text;
        try
        {
            text = await _statistics.GetStringAsync("/;csv", ct);
        }
        catch (HttpRequestException) when (!_process.HasExited)
        {
            return [];
        }
        string[] lines = text.TrimStart('#', ' ').Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => names.Zip(line.Split(',')).Where(pair => pair.First.Length > 0).ToDictionary())];
    }

    private void Capture(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.AppendLine(line.Data);
        }
    }

    private static Uri Local(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

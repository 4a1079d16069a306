using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Baton.Tests.Postgres;

/// <summary>
/// A PostgreSQL cluster of its own in a temporary folder, on a free port of the loopback interface, gone with the process that started it.
/// Databases in it cost little: each test takes a fresh one. A database of the desk is hundreds of files: a cluster that need not be durable
/// lies in memory, where there is room for it.
/// </summary>
internal sealed class ThrowawayPostgres : IDisposable
{
    private static readonly Lazy<ThrowawayPostgres> Common = new(() => new ThrowawayPostgres(durable: false));
    private static int _databases;

    /// <summary>For the log of the database, and a few databases at a time.</summary>
    private const long RoomInMemory = 4L << 30;

    private readonly string _folder;
    private readonly string _binaries;

    /// <param name="durable">waits for the disk with each commit, as a real one does</param>
    public ThrowawayPostgres(bool durable)
    {
        _binaries = Binaries() ?? throw new InvalidOperationException(Missing);
        _folder = durable ? Directory.CreateTempSubdirectory("baton-pg-").FullName : FolderInMemory();
        Port = FreePort();
        if (IsRoot)
        {
            Run("chown", "postgres", _folder);
        }
        Server("initdb", "-D", Data, "-U", "baton", "-A", "trust", "--locale=C", "--encoding=UTF8", durable ? "-k" : "--no-sync");
        File.AppendAllText(
            Path.Combine(Data, "postgresql.conf"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"""

                listen_addresses = '127.0.0.1'
                port = {Port}
                unix_socket_directories = ''
                max_connections = 300
                shared_buffers = 256MB
                max_wal_size = {(durable ? "4GB" : "1GB")}
                fsync = {(durable ? "on" : "off")}
                full_page_writes = {(durable ? "on" : "off")}

                """
            )
        );
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        Start();
    }

    /// <summary>Why tests on PostgreSQL cannot run here; null when they can. In CI a missing server is an error instead.</summary>
    public static string? WhyNot { get; } = Binaries() is not null || Environment.GetEnvironmentVariable("CI") == "true" ? null : Missing;

    private const string Missing = "PostgreSQL is not installed (Debian: apt-get install postgresql).";

    /// <summary>The cluster that the tests of this process share; it does not wait for the disk.</summary>
    public static ThrowawayPostgres Shared => Common.Value;

    /// <summary>Ends the shared cluster where there is one.</summary>
    public static void DisposeShared()
    {
        if (Common.IsValueCreated)
        {
            Common.Value.Dispose();
        }
    }

    public int Port { get; }

    private string Data => Path.Combine(_folder, "data");

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>A connection string for a database that nobody has used; empty, or a copy of another that nobody is connected to.</summary>
    public string NewDatabase(string? template = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"baton_{Interlocked.Increment(ref _databases)}");
        Execute(
            template is null
                ? $"CREATE DATABASE {name}"
                : $"CREATE DATABASE {name} TEMPLATE {new NpgsqlConnectionStringBuilder(template).Database}"
        );
        return ConnectionString(name);
    }

    /// <summary>Ends the connections to a database and drops it.</summary>
    public void Drop(string connectionString) =>
        Execute($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Database={database};Username=baton");

    public void Start() => Server("pg_ctl", "-D", Data, "-w", "-t", "60", "-s", "-l", Path.Combine(_folder, "log"), "start");

    /// <summary>Ends the server at once, as when it is killed: it recovers when it starts again.</summary>
    public void Kill() => Server("pg_ctl", "-D", Data, "-m", "immediate", "-s", "stop");

    public void Dispose()
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }
        try
        {
            Kill();
        }
        catch (InvalidOperationException)
        {
            // It does not run; the folder goes all the same.
        }
        Directory.Delete(_folder, recursive: true);
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>The server refuses to be run by root; Debian brings a user for it.</summary>
    private void Server(string program, params string[] arguments)
    {
        var path = Path.Combine(_binaries, program);
        if (IsRoot)
        {
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    private void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        // What it starts keeps the pipe open: only its own end counts.
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {(error.Wait(1_000) ? error.Result : "")}"
            );
        }
    }

    private static string? Binaries()
    {
        const string debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(debian)
            ? Directory
                .EnumerateDirectories(debian)
                .OrderByDescending(folder =>
                    int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0
                )
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return installed
            .Concat(onPath)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    private static string FolderInMemory()
    {
        const string memory = "/dev/shm";
        return Directory.Exists(memory) && new DriveInfo(memory).AvailableFreeSpace > RoomInMemory
            ? Directory.CreateDirectory(Path.Combine(memory, "baton-pg-" + Path.GetRandomFileName())).FullName
            : Directory.CreateTempSubdirectory("baton-pg-").FullName;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

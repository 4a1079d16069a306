using System.Net;
using Baton.Server.Hosting;

namespace Baton.Server.Configuration;

/// <summary>All settings of the server itself, read and checked once at the start. The modules' own sections are checked beside them.</summary>
internal sealed record ServerSettings
{
    public const string DefaultUrls = "http://127.0.0.1:5080";

    public const int DefaultAttachmentMegabytes = 25;

    /// <summary>Seconds; longer than proxies with usual settings need to see that a server is not ready (three checks, one each two seconds).</summary>
    public const int DefaultSharedDrain = 10;

    public const int DefaultStop = 30;

    /// <summary>Seconds that a stop has at least for the requests that are still on their way when the drain is over.</summary>
    private const int ShortestEnd = 5;

    /// <summary>The addresses to listen on, separated by semicolons.</summary>
    public required string Urls { get; init; }

    /// <summary>Full path of the directory of this server: spools and uploads on their way; with SQLite also database, attachments and keys.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The database.</summary>
    public required StorageSettings Storage { get; init; }

    /// <summary>Loads the demo organisation and its packs at the start.</summary>
    public required bool LoadDemo { get; init; }

    /// <summary>Nobody but this machine can reach the server, and nothing depends on it: it is being tried out.</summary>
    public required bool IsTrial { get; init; }

    /// <summary>Lets operators pin the clock; never in production.</summary>
    public required bool ControlledClock { get; init; }

    /// <summary>The administrator to create or update at the start, if any.</summary>
    public required Administrator? Administrator { get; init; }

    /// <summary>Full path of the directory with solution packs; null if there is none.</summary>
    public required string? PacksDirectory { get; init; }

    public required int AttachmentMegabytes { get; init; }

    /// <summary>How long a server that is asked to stop goes on answering while it says that it is not ready.</summary>
    public required TimeSpan DrainTime { get; init; }

    /// <summary>How long a stop may take in all, from the signal to the end; requests that are not answered by then are cut off.</summary>
    public required TimeSpan StopTime { get; init; }

    /// <summary>The proxies in front that are believed who calls.</summary>
    public required IReadOnlyList<IPNetwork> Proxies { get; init; }

    /// <summary>Where traces and metrics go; null keeps them to the process.</summary>
    public required Uri? TelemetryEndpoint { get; init; }

    /// <summary>Reads the settings; what is wrong is told to the reader, and the result must not be used then.</summary>
    public static ServerSettings Read(SettingsReader reader, string environment)
    {
        string urls = ReadUrls(reader);
        string data = Path.GetFullPath(reader.Text("Data:Directory") ?? "data");
        StorageSettings storage = StorageSettings.Read(reader, data);
        (TimeSpan drain, TimeSpan stop) = ReadStop(reader, storage);
        return new ServerSettings
        {
            Urls = urls,
            DataDirectory = data,
            Storage = storage,
            LoadDemo = reader.Flag("Demo:Load") ?? Trial(environment, urls),
            IsTrial = Trial(environment, urls),
            ControlledClock = ReadControlledClock(reader, environment),
            Administrator = ReadAdministrator(reader),
            PacksDirectory = ReadPacksDirectory(reader),
            AttachmentMegabytes = reader.Number("Attachments:MaxMegabytes", DefaultAttachmentMegabytes, 1, 1024),
            DrainTime = drain,
            StopTime = stop,
            Proxies = TrustedProxies.Read(reader),
            TelemetryEndpoint = ReadTelemetryEndpoint(reader),
        };
    }

    /// <summary>
    /// The demo brings users whose passwords everybody knows, so by itself it is loaded only where nobody but this machine can reach it.
    /// </summary>
    private static bool Trial(string environment, string urls) => environment == "Development" && urls.Split(';').All(IsLoopback);

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? address)
        && (
            address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip))
        );

    private static string ReadUrls(SettingsReader reader)
    {
        string urls = reader.Text("urls") ?? DefaultUrls;
        foreach (string url in urls.Split(';'))
        {
            try
            {
                BindingAddress.Parse(url);
            }
            catch (FormatException)
            {
                reader.Add("urls", $"must be addresses such as {DefaultUrls}, separated by semicolons, but contains '{url}'");
            }
        }
        return urls;
    }

    private static bool ReadControlledClock(SettingsReader reader, string environment)
    {
        bool controlled = reader.Flag("Clock:Controlled") ?? false;
        if (controlled && environment == "Production")
        {
            reader.Add("Clock:Controlled", "must not be true in the environment Production; it lets callers stop the time of all work");
        }
        return controlled;
    }

    private static Administrator? ReadAdministrator(SettingsReader reader)
    {
        string? userName = reader.Text("Admin:UserName");
        string? password = reader.Text("Admin:Password");
        if (userName is not null && password is null)
        {
            reader.Add("Admin:Password", "is missing, but Admin:UserName is set; give both or none");
        }
        if (userName is null && password is not null)
        {
            reader.Add("Admin:UserName", "is missing, but Admin:Password is set; give both or none");
        }
        return userName is not null && password is not null ? new Administrator(userName, password) : null;
    }

    private static string? ReadPacksDirectory(SettingsReader reader)
    {
        if (reader.Text("Packs:Directory") is not { } path)
        {
            return PackFolders.Find();
        }
        string full = Path.GetFullPath(path);
        if (!Directory.Exists(full))
        {
            reader.Add("Packs:Directory", $"must be a directory that exists, but is '{full}'");
        }
        return full;
    }

    /// <summary>Only who shares a database with others has somebody to whom a proxy can send the requests meanwhile.</summary>
    private static (TimeSpan Drain, TimeSpan Stop) ReadStop(SettingsReader reader, StorageSettings storage)
    {
        int stop = reader.Number("Server:StopSeconds", DefaultStop, ShortestEnd, 3600);
        int longest = stop - ShortestEnd;
        int drain = reader.Number("Server:DrainSeconds", storage.IsShared ? Math.Min(DefaultSharedDrain, longest) : 0, 0, longest);
        return (TimeSpan.FromSeconds(drain), TimeSpan.FromSeconds(stop));
    }

    private static Uri? ReadTelemetryEndpoint(SettingsReader reader)
    {
        string key = reader.Text("Telemetry:OtlpEndpoint") is null ? "OTEL_EXPORTER_OTLP_ENDPOINT" : "Telemetry:OtlpEndpoint";
        if (reader.Text(key) is not { } text)
        {
            return null;
        }
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) && endpoint.Scheme is "http" or "https")
        {
            return endpoint;
        }
        reader.Add(key, $"must be an address such as http://localhost:4317, but is '{text}'");
        return null;
    }
}

/// <summary>The name and password of the administrator that the start makes sure of.</summary>
internal sealed record Administrator(string UserName, string Password);

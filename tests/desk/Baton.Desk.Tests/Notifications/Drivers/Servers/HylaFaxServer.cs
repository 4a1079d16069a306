using System.Globalization;
using Baton.Desk.Channels.Fax.HylaFax;

namespace Baton.Desk.Tests.Notifications.Drivers.Servers;

/// <summary>A HylaFAX without a modem: it queues and never calls.</summary>
public sealed class HylaFaxServer : IAsyncLifetime
{
    private const string Queue = "/usr/sbin/faxq";
    private const string Server = "/usr/sbin/hfaxd";
    private const string Spool = "/var/spool/hylafax";

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-hylafax-").FullName;
    private readonly List<ForeignProgram> _programs = [];
    private int _port;

    public static string? WhyNot { get; } =
        ForeignProgram.MustBeThere ? null
        : !File.Exists(Queue) || !File.Exists(Server) || !File.Exists("/usr/bin/sendfax")
            ? "HylaFAX is not installed (Debian: apt-get install hylafax-server)."
        : !ForeignProgram.IsRoot ? "HylaFAX is started by root alone."
        : null;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (WhyNot is not null)
            return;
        _port = ForeignProgram.FreePorts(1)[0];
        var spool = Path.Combine(_folder, "spool");
        ForeignProgram.Run("cp", "-a", Spool, spool);
        ForeignProgram.Run("rm", "-rf", Path.Combine(spool, "etc"));
        ForeignProgram.Run("cp", "-rL", "/etc/hylafax", Path.Combine(spool, "etc"));
        await File.WriteAllTextAsync(Path.Combine(spool, "etc", "hosts.hfaxd"), "127.0.0.1\nlocalhost\n", Ct);
        await File.WriteAllTextAsync(
            Path.Combine(spool, "etc", "config"),
            "CountryCode: 852\nInternationalPrefix: 00\nDialStringRules: etc/dialrules\n",
            Ct
        );
        ForeignProgram.Run("chmod", "755", _folder);
        ForeignProgram.Run("chown", "-R", "uucp:uucp", spool);
        ForeignProgram.Run("chmod", "600", Path.Combine(spool, "etc", "hosts.hfaxd"));
        _programs.Add(ForeignProgram.Start(Queue, "-D", "-q", spool));
        var fifo = Path.Combine(spool, "FIFO");
        await ForeignProgram.Until(() => Task.FromResult(File.Exists(fifo)), () => string.Join('\n', _programs[0].Said), Ct);
        _programs.Add(
            ForeignProgram.Start(Server, "-d", "-q", spool, "-i", _port.ToString(CultureInfo.InvariantCulture), "-l", "127.0.0.1")
        );
        await _programs[1].WaitForPort(_port, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in Enumerable.Reverse(_programs))
            await program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal HylaFaxOptions Options() => new() { Host = "127.0.0.1", Port = _port };

    internal HylaFaxClient Client() => new(Options(), Path.Combine(_folder, "home"));

    /// <summary>An operator takes a job out of the queue.</summary>
    internal void Remove(string job) =>
        ForeignProgram.Run(
            "env",
            "FAXUSER=baton",
            "/usr/bin/faxrm",
            "-h",
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}"),
            job
        );
}

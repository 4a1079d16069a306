using System.Globalization;

namespace Baton.Desk.Tests.Notifications.Drivers.Servers;

/// <summary>A Kannel with a centre that only plays one: what it gets, it says.</summary>
public sealed class KannelServer : IAsyncLifetime
{
    internal const string Password = "the-password-of-kannel";
    private const string Bearerbox = "/usr/sbin/bearerbox";
    private const string Smsbox = "/usr/sbin/smsbox";

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-kannel-").FullName;
    private readonly List<ForeignProgram> _programs = [];
    private int[] _ports = [];

    public static string? WhyNot { get; } =
        ForeignProgram.MustBeThere || (File.Exists(Bearerbox) && FakeCentre is not null)
            ? null
            : "Kannel is not installed (Debian: apt-get install kannel kannel-extras).";

    internal string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_ports[0]}/cgi-bin/sendsms");

    private static string? FakeCentre =>
        new[] { "/usr/lib/kannel/test/fakesmsc", "/usr/libexec/kannel/test/fakesmsc" }.FirstOrDefault(File.Exists);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (WhyNot is not null)
            return;
        _ports = ForeignProgram.FreePorts(4);
        var settings = Path.Combine(_folder, "kannel.conf");
        await File.WriteAllTextAsync(
            settings,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                group = core
                admin-port = {_ports[1]}
                admin-interface = "127.0.0.1"
                admin-password = unused
                smsbox-port = {_ports[2]}
                smsbox-interface = "127.0.0.1"

                group = smsc
                smsc = fake
                smsc-id = fake
                port = {_ports[3]}
                our-host = "127.0.0.1"
                connect-allow-ip = 127.0.0.1

                group = smsbox
                bearerbox-host = 127.0.0.1
                sendsms-port = {_ports[0]}
                sendsms-interface = "127.0.0.1"

                group = sendsms-user
                username = baton
                password = {Password}
                max-messages = 10
                concatenation = true

                group = sms-service
                keyword = default
                max-messages = 0
                text = ""

                """
            ),
            Ct
        );
        await Add(Bearerbox, _ports[2], settings);
        await Add(Smsbox, _ports[0], settings);
        await Add(
            FakeCentre!,
            null,
            "-H",
            "127.0.0.1",
            "-r",
            _ports[3].ToString(CultureInfo.InvariantCulture),
            "-m",
            "0",
            "1 2 text unused"
        );
    }

    /// <summary>Until the centre has got something, and what it says of it.</summary>
    public async Task<string> Got(string part)
    {
        var centre = _programs[^1];
        string? Line() =>
            centre.Said.FirstOrDefault(line =>
                line.Contains("Got message", StringComparison.Ordinal) && line.Contains(part, StringComparison.Ordinal)
            );
        await ForeignProgram.Until(() => Task.FromResult(Line() is not null), () => string.Join('\n', centre.Said), Ct);
        return Line()!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in Enumerable.Reverse(_programs))
            await program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Add(string path, int? port, params string[] arguments)
    {
        var program = ForeignProgram.Start(path, arguments, _folder);
        _programs.Add(program);
        if (port is { } number)
            await program.WaitForPort(number, Ct);
    }
}

using System.Globalization;
using Baton.Desk.Channels.Sms;
using Baton.Desk.Tests.Contacts;
using Baton.Desk.Tests.Notifications.Drivers.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Tests.Channels;

/// <summary>A short message that a real Kannel brings.</summary>
public sealed class KannelInTests
{
    private const string Token = "a-secret-of-the-gateway";

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_message_that_comes_from_the_centre_waits_in_the_inbox_with_its_number()
    {
        Assert.SkipWhen(KannelServer.WhyNot is not null, KannelServer.WhyNot ?? "");
        await using var desk = await DeskHost.Start(("SmsIn:Token", Token));
        await desk.AddInboxAgent("iris");
        var ports = ForeignProgram.FreePorts(5);
        await using var server = await Serve(desk, ports[4]);
        var folder = Directory.CreateTempSubdirectory("baton-kannel-in-").FullName;
        var settings = Path.Combine(folder, "kannel.conf");
        await File.WriteAllTextAsync(settings, Settings(ports), Ct);
        await using (var bearerbox = ForeignProgram.Start("/usr/sbin/bearerbox", [settings], folder))
        {
            await bearerbox.WaitForPort(ports[2], Ct);
            await using var smsbox = ForeignProgram.Start("/usr/sbin/smsbox", [settings], folder);
            await smsbox.WaitForPort(ports[0], Ct);
            await using var centre = ForeignProgram.Start(
                "/usr/lib/kannel/test/fakesmsc",
                ["-H", "127.0.0.1", "-r", Text(ports[3]), "-m", "1", "+85298765432 10086 text No signal here"],
                folder
            );

            await ForeignProgram.Until(
                async () => (await desk.Inbox("iris")).Items.Count == 1,
                () => string.Join('\n', bearerbox.Said.Concat(smsbox.Said)),
                Ct
            );
        }
        Directory.Delete(folder, recursive: true);

        var row = Assert.Single((await desk.Inbox("iris")).Items);
        Assert.Equal(("+85298765432", "No signal here"), (row.From, row.Subject));
    }

    private static async Task<WebApplication> Serve(DeskHost desk, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", $"http://127.0.0.1:{Text(port)}");
        builder.Services.AddSingleton(desk.Get<TakeSms>());
        var app = builder.Build();
        TakeSms.Map(app.MapGroup("/api"));
        await app.StartAsync(Ct);
        return app;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static string Settings(int[] ports) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            group = core
            admin-port = {ports[1]}
            admin-interface = "127.0.0.1"
            admin-password = unused
            smsbox-port = {ports[2]}
            smsbox-interface = "127.0.0.1"

            group = smsc
            smsc = fake
            smsc-id = fake
            port = {ports[3]}
            our-host = "127.0.0.1"
            connect-allow-ip = 127.0.0.1

            group = smsbox
            bearerbox-host = 127.0.0.1
            sendsms-port = {ports[0]}
            sendsms-interface = "127.0.0.1"

            group = sms-service
            keyword = default
            catch-all = true
            max-messages = 0
            get-url = "http://127.0.0.1:{ports[
                4
            ]}/api/channels/sms/in?token={Token}&id=%I&from=%p&to=%P&text=%b&coding=%c&charset=%C&time=%T&udh=%u&smsc=%i"

            """
        );
}

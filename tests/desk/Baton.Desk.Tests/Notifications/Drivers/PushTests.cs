using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Drivers.Push;
using Baton.Desk.Tests.Customers;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Notifications.Drivers;

/// <summary>Notifications by the push services of browsers.</summary>
public sealed class PushTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_example_of_RFC_8291_is_encrypted_as_it_stands_there()
    {
        using var own = ECDiffieHellman.Create();
        var point = Base64Url.DecodeFromChars("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        own.ImportParameters(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                D = Base64Url.DecodeFromChars("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
                Q = new ECPoint { X = point[1..33], Y = point[33..] },
            }
        );

        var record = PushEncryption.Encrypt(
            "When I grow up, I want to be a watermelon"u8,
            Base64Url.DecodeFromChars("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            Base64Url.DecodeFromChars("BTBZMqHH6r4Tts7J_aSIgg"),
            own,
            Base64Url.DecodeFromChars("DGv6ra1nlYgDCS1FRnbzlw")
        );

        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
                + "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(record)
        );
    }

    [Fact]
    public async Task A_browser_gets_what_it_alone_can_read_signed_by_the_key_that_it_subscribed_to()
    {
        await using var service = await BillingSystem.Start();
        await using var desk = await Desk(service);
        using var browser = new Browser(service.Address + "/one");
        var key = await browser.Subscribe(desk, "amy");
        (byte[] Body, string Authorization, string? Coding) got = ([], "", null);
        service.Answer = async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, Ct);
            got = (body.ToArray(), context.Request.Headers.Authorization.ToString(), context.Request.Headers.ContentEncoding);
            context.Response.StatusCode = StatusCodes.Status201Created;
        };

        var delivery = await Driver(desk).Deliver(Message("amy"), Ct);

        Assert.Equal((MessageVerdict.Delivered, null), (delivery.Verdict, delivery.Reason));
        Assert.Equal("aes128gcm", got.Coding);
        using var told = JsonDocument.Parse(browser.Decrypt(got.Body));
        Assert.Equal("案件 TOS-1 已逾時", told.RootElement.GetProperty("title").GetString());
        Assert.Equal("/cases/TOS-1", told.RootElement.GetProperty("url").GetString());
        Assert.True(IsSigned(got.Authorization, key, service.Address, out var claims));
        Assert.Equal("mailto:desk@example.test", claims.GetProperty("sub").GetString());
        Assert.Equal(key, (await Get(desk).Handle(await desk.User("bob"), Ct)).Value.PublicKey);
    }

    [Fact]
    public async Task A_browser_that_is_gone_is_forgotten_and_a_busy_service_is_asked_again()
    {
        await using var service = await BillingSystem.Start();
        await using var desk = await Desk(service);
        using var browser = new Browser(service.Address + "/one");
        await browser.Subscribe(desk, "amy");
        service.Answer = context => Status(context, StatusCodes.Status429TooManyRequests);
        var busy = await Driver(desk).Deliver(Message("amy"), Ct);
        service.Answer = context => Status(context, StatusCodes.Status410Gone);
        var gone = await Driver(desk).Deliver(Message("amy"), Ct);
        var asked = service.Asked.Count;
        var none = await Driver(desk).Deliver(Message("amy"), Ct);

        Assert.Equal((MessageVerdict.Retry, MessageVerdict.Refused), (busy.Verdict, gone.Verdict));
        Assert.Equal((MessageVerdict.Refused, asked), (none.Verdict, service.Asked.Count));
        Assert.Empty(await desk.Read(db => db.Set<PushSubscription>().ToListAsync(Ct)));
    }

    [Fact]
    public async Task A_browser_belongs_to_who_signed_in_last_and_only_he_turns_it_off()
    {
        await using var service = await BillingSystem.Start();
        await using var desk = await Desk(service);
        using var browser = new Browser(service.Address + "/one");
        await browser.Subscribe(desk, "amy");
        await browser.Subscribe(desk, "bob");
        var amy = await desk.User("amy");
        var bob = await desk.User("bob");

        Assert.Empty((await Get(desk).Handle(amy, Ct)).Value.Browsers);
        var mine = Assert.Single((await Get(desk).Handle(bob, Ct)).Value.Browsers);
        Assert.Equal("Test browser", mine.Device);
        Assert.NotNull((await desk.Get<UnsubscribePush>().Handle(amy, mine.Key, Ct)).Problem);
        Assert.Null((await desk.Get<UnsubscribePush>().Handle(bob, mine.Key, Ct)).Problem);
        Assert.Empty((await Get(desk).Handle(bob, Ct)).Value.Browsers);
    }

    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/x", true)]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/x", true)]
    [InlineData("https://push.services.mozilla.com.example.test/x", false)]
    [InlineData("https://127.0.0.1/x", false)]
    [InlineData("http://fcm.googleapis.com/x", false)]
    [InlineData("https://fcm.googleapis.com:8443/x", false)]
    [InlineData("https://user@fcm.googleapis.com/x", false)]
    [InlineData("file:///etc/passwd", false)]
    public void Only_the_push_services_of_browsers_may_be_called(string endpoint, bool isAllowed)
    {
        Assert.Equal(isAllowed, new PushOptions().IsAllowed(endpoint));
    }

    [Fact]
    public async Task A_subscription_with_keys_that_are_none_or_at_a_strange_host_is_refused()
    {
        await using var service = await BillingSystem.Start();
        await using var desk = await Desk(service);
        var amy = await desk.User("amy");
        var subscribe = desk.Get<SubscribePush>();
        using var browser = new Browser(service.Address + "/one");

        var strange = await subscribe.Handle(amy, new("https://example.test/x", browser.Keys), Ct);
        var point = Base64Url.EncodeToString((byte[])[4, .. new byte[64]]);
        var off = await subscribe.Handle(amy, new(browser.Endpoint, browser.Keys with { P256dh = point }), Ct);

        Assert.Equal("endpoint", Assert.Single(strange.Problem!.Fields).Field);
        Assert.Equal("keys", Assert.Single(off.Problem!.Fields).Field);
        await using var unset = await DeskHost.Start();
        Assert.False((await Get(unset).Handle(await unset.User("amy"), Ct)).Value.IsSetUp);
        Assert.Equal("push-off", (await unset.Get<SubscribePush>().Handle(amy, new(browser.Endpoint, browser.Keys), Ct)).Problem!.Code);
    }

    private static Task<DeskHost> Desk(BillingSystem service) =>
        DeskHost.Start(("Push:Contact", "mailto:desk@example.test"), ("Push:Hosts", new Uri(service.Address).Authority));

    private static IMessageDriver Driver(DeskHost desk) => desk.Get<ChannelSetup>().DriverOf("push")!;

    private static ShowPush Get(DeskHost desk) => desk.Get<ShowPush>();

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static OutgoingMessage Message(string user) =>
        new("1.1", "push", [new(user, null)], [], [], "案件 TOS-1 已逾時", "請盡快回覆。", null, "zh-Hant", "TOS-1");

    private static bool IsSigned(string authorization, string key, string audience, out JsonElement claims)
    {
        var parts = authorization["vapid t=".Length..].Split(", k=");
        var token = parts[0].Split('.');
        claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token[1])).RootElement;
        var point = Base64Url.DecodeFromChars(key);
        using var signer = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33], Y = point[33..] },
            }
        );
        return parts[1] == key
            && claims.GetProperty("aud").GetString() == audience
            && signer.VerifyData(
                Encoding.ASCII.GetBytes(token[0] + "." + token[1]),
                Base64Url.DecodeFromChars(token[2]),
                HashAlgorithmName.SHA256
            );
    }

    /// <summary>The part of a browser: its keys, and reading what comes.</summary>
    private sealed class Browser(string endpoint) : IDisposable
    {
        private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        private readonly byte[] _secret = RandomNumberGenerator.GetBytes(16);

        public string Endpoint => endpoint;

        public PushSubscriptionKeys Keys => new(Base64Url.EncodeToString(Point), Base64Url.EncodeToString(_secret));

        private byte[] Point => PushEncryption.Point(_key.ExportParameters(false));

        /// <summary>Answers with the key of the desk.</summary>
        public async Task<string> Subscribe(DeskHost desk, string user)
        {
            var person = await desk.User(user);
            var shown = await Get(desk).Handle(person, Ct);
            var kept = await desk.Get<SubscribePush>().Handle(person, new(endpoint, Keys, "Test browser"), Ct);
            Assert.Null(kept.Problem);
            return shown.Value.PublicKey!;
        }

        public string Decrypt(byte[] record)
        {
            var (salt, sender) = (record[..16], record[21..86]);
            using var other = ECDiffieHellman.Create(
                new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    Q = new ECPoint { X = sender[1..33], Y = sender[33..] },
                }
            );
            var shared = _key.DeriveRawSecretAgreement(other.PublicKey);
            var material = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, _secret, [.. "WebPush: info\0"u8, .. Point, .. sender]);
            var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
            var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());
            var content = new byte[record.Length - 86 - 16];
            using var cipher = new AesGcm(key, 16);
            cipher.Decrypt(nonce, record.AsSpan(86, content.Length), record.AsSpan(86 + content.Length), content);
            Assert.Equal(2, content[^1]);
            return Encoding.UTF8.GetString(content.AsSpan(0, content.Length - 1));
        }

        public void Dispose() => _key.Dispose();
    }
}

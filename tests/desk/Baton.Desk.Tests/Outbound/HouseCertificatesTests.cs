using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Baton.Desk.Outbound;
using Baton.Desk.Tests.Notifications.Drivers.Servers;

namespace Baton.Desk.Tests.Outbound;

/// <summary>Calls over TLS to a server whose certificate only the house's own authority knows.</summary>
public sealed class HouseCertificatesTests : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-house-").FullName;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public HouseCertificatesTests()
    {
        TestAuthority.Write(_folder);
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_house_s_own_authority_is_trusted_where_it_is_named()
    {
        Assert.Equal(HttpStatusCode.NoContent, await Call("localhost", At("ca.pem")));
    }

    [Fact]
    public async Task A_certificate_of_nobody_known_is_refused()
    {
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => Call("localhost", authority: null));

        Assert.IsType<AuthenticationException>(refused.InnerException);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => Call("127.0.0.1", At("ca.pem")));

        Assert.IsType<AuthenticationException>(refused.InnerException);
    }

    [Theory]
    [InlineData("nowhere.pem")]
    [InlineData("server.key")]
    public void A_file_without_certificates_is_told_at_the_start(string file)
    {
        var said = new OutboundOptionsCheck().Validate(null, new() { CertificateAuthority = At(file) });

        Assert.StartsWith(
            "Outbound:CertificateAuthority must be a file with certificates as PEM",
            said.FailureMessage,
            StringComparison.Ordinal
        );
    }

    private string At(string file) => Path.Combine(_folder, file);

    private async Task<HttpStatusCode> Call(string host, string? authority)
    {
        using var http = new OutboundHttp(
            Microsoft.Extensions.Options.Options.Create(new OutboundOptions { AllowedHosts = [host], CertificateAuthority = authority })
        );
        var served = ServeOnce();
        try
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                new Uri($"https://{host}:{((IPEndPoint)_listener.LocalEndpoint).Port}/")
            );
            using var response = await http.Send(request, Ct);
            return response.StatusCode;
        }
        finally
        {
            await served;
        }
    }

    private async Task ServeOnce()
    {
        using var client = await _listener.AcceptTcpClientAsync(Ct);
        using var certificate = X509Certificate2.CreateFromPemFile(At("server.pem"), At("server.key"));
        await using var line = new SslStream(client.GetStream());
        try
        {
            await line.AuthenticateAsServerAsync(certificate);
            var buffer = new byte[4096];
            _ = await line.ReadAsync(buffer, Ct);
            await line.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray(), Ct);
        }
        catch (Exception error) when (error is IOException or AuthenticationException)
        {
            // The caller hangs up on a certificate that he does not trust.
        }
    }
}

using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Outbound;

/// <summary>
/// Calls other systems over HTTP at addresses that people entered: only hosts that <see cref="OutboundOptions"/> allows, looked at again with every
/// connection, without a proxy, cookies, or following to another address. Safe from any thread; lives as long as the server.
/// </summary>
/// <remarks>A host that may not be called shows as an <see cref="HttpRequestException"/> around a <see cref="HostRefusedException"/>.</remarks>
internal sealed class OutboundHttp(IOptions<OutboundOptions> options) : IDisposable
{
    private const string Setting = $"{OutboundOptions.Section}:{nameof(OutboundOptions.AllowedHosts)}";

    private readonly HttpMessageInvoker _invoker = new(Handler(options.Value));

    /// <summary>True for an address that may be entered: http or https, a host that may be named, no name and password within.</summary>
    public bool MayName(Uri address) =>
        address.IsAbsoluteUri
        && address.Scheme is "http" or "https"
        && address.UserInfo.Length == 0
        && AllowedHosts.MayName(address.IdnHost, options.Value.AllowedHosts);

    /// <summary>Sends the request; the answer's content is not yet read, so that the caller bounds it.</summary>
    /// <exception cref="HttpRequestException">The system was not reached, or may not be called.</exception>
    public Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken ct) => _invoker.SendAsync(request, ct);

    public void Dispose() => _invoker.Dispose();

    private static SocketsHttpHandler Handler(OutboundOptions options)
    {
        var allowed = options.AllowedHosts.ToList();
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            ConnectCallback = async (context, ct) =>
                new NetworkStream(
                    await AllowedHosts.Connect(context.DnsEndPoint.Host, context.DnsEndPoint.Port, allowed, Setting, ct),
                    ownsSocket: true
                ),
        };
        var certificates = new HouseCertificates(options.CertificateAuthority);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            certificates.Accept(certificate, chain, errors);
        return handler;
    }
}

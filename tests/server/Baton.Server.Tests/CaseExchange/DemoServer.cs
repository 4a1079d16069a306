using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;

namespace Baton.Server.Tests.CaseExchange;

/// <summary>A server with the demo, whose case types other systems open cases of.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("baton-exchange-").FullName;
    private WebApplication? _app;

    public static NetworkCredential Credentials => new(RunningServer.AdminName, RunningServer.Password);

    public Uri Address => new(_app!.Urls.First());

    public async ValueTask InitializeAsync() => _app = await RunningServer.Start(_data, "--Demo:Load=true");

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    public HttpClient Client() => RunningServer.Client(_app!);

    /// <summary>Sends an envelope as a program that has no client for SOAP.</summary>
    public static async Task<HttpResponseMessage> Post(HttpClient client, string type, string envelope, string? action = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/soap/cases")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(envelope))
            {
                Headers = { ContentType = MediaTypeHeaderValue.Parse(type) },
            },
        };
        if (action is not null)
        {
            request.Headers.TryAddWithoutValidation("SOAPAction", $"\"{action}\"");
        }
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Tests.Http;

/// <summary>A desk behind a web server on loopback; each client is signed in as whom it names.</summary>
internal sealed class DeskServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<HttpClient> _clients = [];

    private DeskServer(WebApplication app, DeskHost desk)
    {
        _app = app;
        Desk = desk;
    }

    public DeskHost Desk { get; }

    public List<Endpoint> Endpoints => [.. ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints)];

    public HttpClient Client(string? userName)
    {
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var client = new HttpClient { BaseAddress = new(address) };
        if (userName is not null)
            client.DefaultRequestHeaders.Add("X-Test-User", userName);
        _clients.Add(client);
        return client;
    }

    public static async Task<DeskServer> Start()
    {
        var desk = await DeskHost.Start();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        desk.AddTo(builder.Services);
        builder.Services.AddAuthentication("test").AddScheme<TestSignIn.Settings, TestSignIn>("test", options => options.Desk = desk);
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapDesk();
        await app.StartAsync(DeskHost.Ct);
        return new(app, desk);
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.DisposeAsync();
        await Desk.DisposeAsync();
    }
}

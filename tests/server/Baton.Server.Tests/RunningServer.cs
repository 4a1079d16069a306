using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Baton.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Baton.Server.Tests.RunningServer))]

namespace Baton.Server.Tests;

/// <summary>The whole server in this process, listening on a free loopback port, with data of its own.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    public const string AdminName = "root";
    public const string Password = "Correct-horse-7-battery";

    /// <summary>A user who is signed in and may do nothing.</summary>
    public const string GuestName = "guest";

    private readonly string _data = Directory.CreateTempSubdirectory("baton-server-").FullName;
    private WebApplication? _app;

    internal WebApplication App => _app!;

    public async ValueTask InitializeAsync()
    {
        _app = await Start(_data, "--Clock:Controlled=true");
        await AddUser(GuestName);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Starts a server on the data directory; the caller stops it.</summary>
    internal static async Task<WebApplication> Start(string data, params string[] arguments)
    {
        WebApplication app = Program.Build([
            "--urls=http://127.0.0.1:0",
            $"--Data:Directory={data}",
            "--Demo:Load=false",
            $"--Admin:UserName={AdminName}",
            $"--Admin:Password={Password}",
            "--environment=Development",
            "--Logging:LogLevel:Default=Warning",
            .. arguments,
        ]);
        await app.Services.GetRequiredService<Preparation>().Run(TestContext.Current.CancellationToken);
        await app.StartAsync();
        return app;
    }

    /// <summary>A client without cookies that does not follow redirects; without a name it says nothing about who it is.</summary>
    public HttpClient Client(string? userName = AdminName, string password = Password) => Client(App, userName, password);

    internal static HttpClient Client(WebApplication app, string? userName = AdminName, string password = Password)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
        if (userName is not null)
        {
            string credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password}"));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        }
        return client;
    }

    /// <summary>Makes a user without any role.</summary>
    public async Task AddUser(string userName)
    {
        using HttpClient admin = Client();
        using HttpResponseMessage response = await admin.PostAsJsonAsync(
            "/api/users",
            new
            {
                userName,
                displayName = userName,
                language = "en",
                roles = Array.Empty<string>(),
                departments = Array.Empty<string>(),
                password = Password,
            }
        );
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}

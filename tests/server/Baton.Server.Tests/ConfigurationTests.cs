using Baton.Desk;
using Baton.Server.Configuration;
using Baton.Server.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Server.Tests;

/// <summary>A configuration that cannot be used is refused with all that is wrong, by key.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("baton-config-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void All_errors_are_listed_at_once()
    {
        IReadOnlyList<string> errors = Errors(
            "--urls=nonsense",
            "--Storage:Provider=Oracle",
            "--Demo:Load=maybe",
            "--Admin:UserName=root",
            "--Attachments:MaxMegabytes=0",
            "--Packs:Directory=/no/such/place",
            "--Telemetry:OtlpEndpoint=here",
            "--Runtime:LaneCapacity=0",
            "--Server:DrainSeconds=26",
            "--Server:Proxies=10.0.0.1, the-proxy",
            "--Desk:DefaultRegion=Mars",
            "--Desk:History:CaseTypes:tos=soon",
            "--Fax:RoundMinutes=7",
            "--Portal:CodeAttempts=0",
            "--Clok:Controlled=true"
        );

        string[] keys =
        [
            "urls",
            "Storage:Provider",
            "Demo:Load",
            "Admin:Password",
            "Attachments:MaxMegabytes",
            "Packs:Directory",
            "Telemetry:OtlpEndpoint",
            "Runtime:LaneCapacity",
            "Server:DrainSeconds",
            "Server:Proxies",
            "Desk:DefaultRegion",
            "Desk:History:CaseTypes:tos",
            "Portal:CodeAttempts",
            "Clok:Controlled",
        ];
        Assert.All(keys, key => Assert.Contains(errors, error => error.StartsWith(key, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(10, 30, "--Storage:Provider=Postgres", "--Storage:ConnectionString=Host=localhost;Database=baton")]
    [InlineData(3, 8, "--Storage:Provider=Postgres", "--Storage:ConnectionString=Host=localhost;Database=baton", "--Server:StopSeconds=8")]
    [InlineData(60, 90, "--Server:DrainSeconds=60", "--Server:StopSeconds=90")]
    public void Only_servers_that_share_a_database_drain_by_themselves(int drain, int stop, params string[] arguments)
    {
        ServerSettings settings = Settings("Development", arguments);

        Assert.Equal(TimeSpan.FromSeconds(drain), settings.DrainTime);
        Assert.Equal(TimeSpan.FromSeconds(stop), settings.StopTime);
    }

    [Fact]
    public void PostgreSQL_needs_a_connection_string() =>
        Assert.StartsWith(
            "Storage:ConnectionString is missing, but Storage:Provider is Postgres; give it, for example Host=",
            Assert.Single(Errors("--Storage:Provider=Postgres")),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Database=baton;Password=hidden")]
    [InlineData("Host=localhost;Password=hidden")]
    [InlineData("Hots=localhost;Password=hidden")]
    [InlineData("Host=localhost;Database=baton;Port=hidden")]
    [InlineData("hidden")]
    public void A_wrong_connection_string_of_PostgreSQL_is_refused_without_being_repeated(string text)
    {
        var error = Assert.Single(Errors("--Storage:Provider=Postgres", $"--Storage:ConnectionString={text}"));

        Assert.StartsWith("Storage:ConnectionString", error, StringComparison.Ordinal);
        Assert.Contains("Host=localhost;Database=baton", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_named_without_its_password()
    {
        await using var app = Program.Build([
            $"--Data:Directory={_data}",
            "--Storage:Provider=Postgres",
            "--Storage:ConnectionString=Host=127.0.0.1;Port=1;Database=baton;Username=baton;Password=hidden",
        ]);

        var wrong = await Assert.ThrowsAsync<ConfigurationErrorException>(() =>
            app.Services.GetRequiredService<Preparation>().Run(TestContext.Current.CancellationToken)
        );

        var error = Assert.Single(wrong.Errors);
        Assert.StartsWith(
            "Storage:ConnectionString: the PostgreSQL database baton on 127.0.0.1:1 cannot be used",
            error,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_clock_cannot_be_controlled_in_production() =>
        Assert.StartsWith(
            "Clock:Controlled",
            Assert.Single(Errors("--Clock:Controlled=true", "--environment=Production")),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_value_of_the_wrong_type_in_a_modules_section_names_its_key() =>
        Assert.Contains("Runtime:LaneCapacity", Assert.Single(Errors("--Runtime:LaneCapacity=lots")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Development", "http://127.0.0.1:5080", true)]
    [InlineData("Development", "http://localhost:5080;http://[::1]:5081", true)]
    [InlineData("Development", "http://0.0.0.0:5080", false)]
    [InlineData("Development", "http://*:5080", false)]
    [InlineData("Production", "http://127.0.0.1:5080", false)]
    public void The_demo_is_loaded_by_itself_only_where_nobody_else_can_reach_it(string environment, string urls, bool isLoaded)
    {
        Assert.Equal(isLoaded, Settings(environment, $"--urls={urls}").LoadDemo);
    }

    [Theory]
    [InlineData("Development", "http://127.0.0.1:5999/;http://localhost:5998", "http://127.0.0.1:5999")]
    [InlineData("Development", "http://127.0.0.1:0", "")]
    [InlineData("Development", "http://0.0.0.0:5999", "")]
    [InlineData("Production", "http://127.0.0.1:5999", "")]
    public async Task Links_lead_to_the_server_itself_only_where_nobody_else_can_reach_it(string environment, string urls, string address)
    {
        await using var app = Program.Build([$"--Data:Directory={_data}", $"--environment={environment}", $"--urls={urls}"]);

        Assert.Equal(address, app.Services.GetRequiredService<IOptions<DeskOptions>>().Value.PublicAddress);
    }

    private ServerSettings Settings(string environment, params string[] arguments)
    {
        var reader = new SettingsReader(new ConfigurationBuilder().AddCommandLine([.. arguments, $"--Data:Directory={_data}"]).Build());
        ServerSettings settings = ServerSettings.Read(reader, environment);
        Assert.Empty(reader.Errors);
        return settings;
    }

    private IReadOnlyList<string> Errors(params string[] arguments) =>
        Assert.Throws<ConfigurationErrorException>(() => Program.Build([.. arguments, $"--Data:Directory={_data}"])).Errors;
}

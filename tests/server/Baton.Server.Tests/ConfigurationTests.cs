using Baton.Server.Configuration;
using Microsoft.Extensions.Configuration;

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
            "--Desk:DefaultRegion=Mars",
            "--Fax:RoundMinutes=7",
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
            "Desk:DefaultRegion",
            "Clok:Controlled",
        ];
        Assert.All(keys, key => Assert.Contains(errors, error => error.StartsWith(key, StringComparison.Ordinal)));
    }

    [Fact]
    public void Postgres_is_said_to_be_missing() =>
        Assert.Contains("Storage:Provider is Postgres", Assert.Single(Errors("--Storage:Provider=Postgres")), StringComparison.Ordinal);

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
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                KeyValuePair.Create<string, string?>("urls", urls),
                KeyValuePair.Create<string, string?>("Data:Directory", _data),
            ])
            .Build();
        var reader = new SettingsReader(configuration);
        Assert.Equal(isLoaded, ServerSettings.Read(reader, environment).LoadDemo);
        Assert.Empty(reader.Errors);
    }

    private IReadOnlyList<string> Errors(params string[] arguments) =>
        Assert.Throws<ConfigurationErrorException>(() => Program.Build([.. arguments, $"--Data:Directory={_data}"])).Errors;
}

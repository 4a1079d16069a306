using System.Net;
using System.Net.Http.Headers;

namespace Baton.EndToEnd.Commands;

/// <summary>The server's command line as an operator meets it: commands beside a running server, and starts that cannot work.</summary>
public sealed class CommandLineTests(CommandLineTests.RunningServer running) : IClassFixture<CommandLineTests.RunningServer>
{
    private readonly ServerProcess _server = running.Server;

    [Fact]
    public async Task A_token_made_beside_the_running_server_works_at_once()
    {
        (int exitCode, string output) = await Run(
            "token",
            "create",
            "--user",
            ServerProcess.AdminUserName,
            "--name",
            "worker",
            "--days",
            "1"
        );
        Assert.True(exitCode == 0, output);
        using HttpClient client = _server.CreateClient(userName: null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", output.Trim());

        using HttpResponseMessage response = await client.GetAsync("v2/topology", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_token_for_nobody_is_refused()
    {
        (int exitCode, string output) = await Run("token", "create", "--user", "nobody", "--name", "worker");
        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_can_be_listed_taken_out_and_put_into_another_installation()
    {
        Assert.SkipWhen(PreparedData.IsPostgres, "Beside a server on PostgreSQL a command may work; here it is refused.");
        (int listed, string list) = await Run("pack", "list");
        Assert.True(listed == 0, list);
        string id = list.Split(' ')[0];
        string zip = Path.Combine(_server.DataDirectory, "taken.zip");

        (int exported, string export) = await Run("pack", "export", id, zip);
        Assert.True(exported == 0, export);

        await using ServerProcess other = await ServerProcess.Start(ct: TestContext.Current.CancellationToken);
        (int refused, string reason) = await other.RunCommand(["pack", "import", zip], TestContext.Current.CancellationToken);
        Assert.Equal(1, refused);
        Assert.Contains("Data:Directory", reason, StringComparison.Ordinal);
        await other.Stop(TestContext.Current.CancellationToken);
        (int imported, string import) = await other.RunCommand(["pack", "import", zip], TestContext.Current.CancellationToken);
        Assert.True(imported == 0, import);
        Assert.StartsWith(
            id,
            (await other.RunCommand(["pack", "list"], TestContext.Current.CancellationToken)).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused()
    {
        Assert.SkipWhen(PreparedData.IsPostgres, "Several servers may share a PostgreSQL database.");
        (int exitCode, string output) = await Run("--urls=http://127.0.0.1:0");
        Assert.Equal(1, exitCode);
        Assert.Contains("Data:Directory", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_cannot_work_lists_every_wrong_setting_and_nothing_else()
    {
        (int exitCode, string output) = await Run("--Storage:Provider=Oracle", "--Admin:Password=x", "--Demo:Load=perhaps");
        Assert.Equal(1, exitCode);
        Assert.All(
            ["Storage:Provider", "Admin:UserName", "Demo:Load"],
            key => Assert.Contains($"\n  {key} ", output, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_address_is_said_plainly()
    {
        string elsewhere = Directory.CreateTempSubdirectory("baton-taken-").FullName;
        (int exitCode, string output) = await Run($"--urls={_server.BaseAddress}", $"--Data:Directory={elsewhere}", "--Demo:Load=false");
        Directory.Delete(elsewhere, recursive: true);
        Assert.Equal(1, exitCode);
        Assert.Contains("urls", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output)> Run(params string[] command) =>
        _server.RunCommand(command, TestContext.Current.CancellationToken);

    /// <summary>The server beside which all commands run: none of them changes what another one sees.</summary>
    public sealed class RunningServer : IAsyncLifetime
    {
        private ServerProcess? _server;

        public ServerProcess Server => _server ?? throw new InvalidOperationException("The server was never started.");

        public async ValueTask InitializeAsync() => _server = await ServerProcess.Start(new ServerSettings { LoadDemo = true });

        public async ValueTask DisposeAsync()
        {
            if (_server is not null)
                await _server.DisposeAsync();
        }
    }
}

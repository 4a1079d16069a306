using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Clients;

/// <summary>
/// One run of <c>javascript-client.mjs</c> against a server of its own: what the published JavaScript client saw, step by step. Where there is
/// no Node.js the tests are skipped; in CI they fail.
/// </summary>
public sealed class JavaScriptClientRun : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Baton.EndToEnd");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, JsonObject> _steps = new(StringComparer.Ordinal);
    private string? _missing;
    private string _errors = "";

    public async ValueTask InitializeAsync()
    {
        _missing = Missing();
        if (_missing is null)
        {
            await using ServerProcess server = await ServerProcess.Start();
            await Run(server);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What a step saw. A step that failed fails the test with the client's own words.</summary>
    public JsonObject Step(string name)
    {
        if (_missing is not null)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", _missing);
            Assert.Fail(_missing);
        }
        if (!_steps.TryGetValue(name, out JsonObject? step))
        {
            Assert.Fail($"The script did not come to the step '{name}'.\n{_errors}");
        }
        if (step["error"] is { } error)
        {
            Assert.Fail($"The step '{name}' failed: {error.GetValue<string>()}\n{_errors}");
        }
        return step;
    }

    private static string? Missing() =>
        !OnPath("node") ? "No Node.js on this machine (Debian: apt-get install nodejs npm)."
        : !Directory.Exists(Path.Combine(Folder, "node_modules/@camunda8/orchestration-cluster-api"))
            ? "The JavaScript client is not installed. Build tests/Baton.EndToEnd, or run 'npm ci' there."
        : null;

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private async Task Run(ServerProcess server)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var node = new Process { StartInfo = StartInfo(server) };
        node.Start();
        try
        {
            Task<string> errors = node.StandardError.ReadToEndAsync(timeout.Token);
            string output = await node.StandardOutput.ReadToEndAsync(timeout.Token);
            _errors = await errors;
            await node.WaitForExitAsync(timeout.Token);
            Read(output);
        }
        catch (OperationCanceledException)
        {
            node.Kill(entireProcessTree: true);
            _errors = $"The script did not end within {Patience}.\n{server.Log}";
        }
    }

    private static ProcessStartInfo StartInfo(ServerProcess server)
    {
        var info = new ProcessStartInfo("node", [Path.Combine(Folder, "Clients/javascript-client.mjs")])
        {
            WorkingDirectory = server.DataDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.Environment["CAMUNDA_REST_ADDRESS"] = server.BaseAddress.GetLeftPart(UriPartial.Authority);
        info.Environment["CAMUNDA_BASIC_AUTH_USERNAME"] = ServerProcess.AdminUserName;
        info.Environment["CAMUNDA_BASIC_AUTH_PASSWORD"] = ServerProcess.AdminPassword;
        return info;
    }

    /// <summary>Each line with a step is JSON; the client may write lines of its own.</summary>
    private void Read(string output)
    {
        foreach (string line in output.Split('\n').Where(line => line.StartsWith('{')))
        {
            try
            {
                if (JsonNode.Parse(line) is JsonObject step && step["step"] is { } name)
                {
                    _steps[name.GetValue<string>()] = step;
                }
            }
            catch (JsonException)
            {
                _errors += line + "\n";
            }
        }
    }
}

using System.CommandLine;
using Baton.Runtime;

namespace Baton.Server.Commands;

/// <summary><c>verify</c>: replays every journal and compares the outcome with the rows that searches read.</summary>
internal static class VerifyCommand
{
    public static Command Create() =>
        new Command("verify", "Replay all journals and compare the result with the stored rows.").WithSettings(
            (parsed, ct) =>
                Failures.Catch(async () =>
                {
                    await using CommandHost host = await CommandHost.Start([.. parsed.UnmatchedTokens], ct);
                    IReadOnlyList<string> differences = await host.Get<BatonRuntime>().Verify(ct);
                    foreach (string difference in differences)
                    {
                        await Console.Out.WriteLineAsync(difference);
                    }
                    await Console.Out.WriteLineAsync(
                        differences.Count == 0 ? "All journals agree with the rows." : $"{differences.Count} differences."
                    );
                    return differences.Count == 0 ? 0 : 2;
                })
        );
}

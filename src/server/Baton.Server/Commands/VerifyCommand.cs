using System.CommandLine;
using Baton.Desk;
using Baton.Desk.Audit;
using Baton.Runtime;

namespace Baton.Server.Commands;

/// <summary><c>verify</c>: replays every journal and compares the outcome with the rows that searches read; checks the chain of the audit log.</summary>
internal static class VerifyCommand
{
    public static Command Create() =>
        new Command(
            "verify",
            "Replay all journals, compare the result with the stored rows, and check the chain of the audit log."
        ).WithSettings(
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
                    AuditVerification audit = await host.Get<VerifyAudit>().Run(Languages.Default, ct);
                    await Console.Out.WriteLineAsync(
                        audit.Finding ?? $"The audit log's {audit.Checked} entries hang together, up to {audit.LastHash}."
                    );
                    return differences.Count == 0 && audit.BrokenNumber is null ? 0 : 2;
                })
        );
}

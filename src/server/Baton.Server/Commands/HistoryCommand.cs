using System.CommandLine;
using System.Globalization;
using Baton.Runtime;
using Baton.Runtime.Retention;

namespace Baton.Server.Commands;

/// <summary><c>history</c>: what the periods of <c>Runtime:History</c> would delete; it deletes nothing itself.</summary>
internal static class HistoryCommand
{
    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Print by process how many instances would be deleted." };
        var export = new Option<string?>("--export") { Description = "Write what would be deleted to this file, as lines of JSON." };
        Command command = new("history", "Show what the periods of Runtime:History would delete.") { dryRun, export };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(dryRun) && result.GetValue(export) is null)
            {
                result.AddError("Expected --dry-run or --export FILE, but got neither. Give one of them.");
            }
        });
        return command.WithSettings(
            (parsed, ct) =>
                Failures.Catch(async () =>
                {
                    await using CommandHost host = await CommandHost.Start([.. parsed.UnmatchedTokens], ct);
                    HistoryPreview history = host.Get<BatonRuntime>().History;
                    if (parsed.GetValue(dryRun))
                    {
                        await Print(await history.Count(ct));
                    }
                    return parsed.GetValue(export) is { } file ? await Export(history, Path.GetFullPath(file), ct) : 0;
                })
        );
    }

    private static async Task Print(IReadOnlyList<HistoryCount> counts)
    {
        foreach (HistoryCount count in counts)
        {
            await Console.Out.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{count.ProcessId}: {count.Instances} to delete{Ends(count)}, {count.Kept} more overdue but referred to"
                )
            );
        }
        await Console.Out.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{counts.Sum(count => count.Instances)} instances would be deleted.")
        );
    }

    private static string Ends(HistoryCount count) =>
        count is { OldestEnd: { } oldest, NewestEnd: { } newest }
            ? string.Create(CultureInfo.InvariantCulture, $" (ended from {oldest:O} to {newest:O})")
            : "";

    private static async Task<int> Export(HistoryPreview history, string file, CancellationToken ct)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
            long lines = await history.Export(stream, ct);
            stream.Flush(flushToDisk: true);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file}: {lines} instances"));
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(
                $"Expected to write '{file}', but: {error.Message} Give the name of a file that does not exist."
            );
            return 1;
        }
    }
}

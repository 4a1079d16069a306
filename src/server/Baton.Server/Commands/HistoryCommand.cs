using System.CommandLine;
using System.Globalization;
using Baton.Desk.Cases.Retention;
using Baton.Runtime;
using Baton.Runtime.Retention;

namespace Baton.Server.Commands;

/// <summary><c>history</c>: what the periods of <c>Desk:History</c> and <c>Runtime:History</c> would delete; it deletes nothing itself.</summary>
internal static class HistoryCommand
{
    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Print by case type and process how many would be deleted." };
        var export = new Option<string?>("--export") { Description = "Write what would be deleted to this file, as lines of JSON." };
        Command command = new("history", "Show what the periods of Desk:History and Runtime:History would delete.") { dryRun, export };
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
                    CaseHistoryPreview cases = host.Get<CaseHistoryPreview>();
                    HistoryPreview instances = host.Get<BatonRuntime>().History;
                    if (parsed.GetValue(dryRun))
                    {
                        await Print(await cases.Count(ct));
                        await Print(await instances.Count(ct));
                    }
                    return parsed.GetValue(export) is { } file ? await Export(cases, instances, Path.GetFullPath(file), ct) : 0;
                })
        );
    }

    private static async Task Print(IReadOnlyList<CaseHistoryCount> counts)
    {
        foreach (CaseHistoryCount count in counts)
        {
            string closings = count is { FirstClosed: { } first, LastClosed: { } last }
                ? string.Create(CultureInfo.InvariantCulture, $" (closed from {first:O} to {last:O})")
                : "";
            await Console.Out.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{count.TypeCode}: {count.Cases} cases to delete{closings}, {count.Waiting} more overdue but with something to deliver"
                )
            );
        }
        await Console.Out.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{counts.Sum(count => count.Cases)} cases would be deleted, with their instances.")
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

    private static async Task<int> Export(CaseHistoryPreview cases, HistoryPreview instances, string file, CancellationToken ct)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
            long ofCases = await cases.Export(stream, ct);
            long ofInstances = await instances.Export(stream, ct);
            stream.Flush(flushToDisk: true);
            await Console.Out.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{file}: {ofCases} cases, {ofInstances} instances")
            );
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

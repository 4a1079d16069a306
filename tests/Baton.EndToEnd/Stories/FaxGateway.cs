using System.Globalization;
using System.Text.Json.Nodes;

namespace Baton.EndToEnd.Stories;

/// <summary>A fax gateway that speaks the spool protocol of docs/guide/fax.md, as the machine beside the fax line does.</summary>
internal sealed class FaxGateway(string spoolDirectory)
{
    /// <summary>Ids that were taken so far, each once per job file that appeared.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>Waits until so many jobs lie ready, then takes them all, in the order of their ids.</summary>
    public async Task<IReadOnlyList<FaxJob>> Take(int count)
    {
        var outgoing = Path.Combine(spoolDirectory, "outgoing");
        await Eventually.Holds(() => Task.FromResult(Jobs(outgoing).Count >= count), $"{count} fax jobs in {outgoing}");
        var taken = Directory.CreateDirectory(Path.Combine(spoolDirectory, "taken")).FullName;
        var jobs = new List<FaxJob>();
        foreach (var file in Jobs(outgoing))
        {
            var job = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            var id = (string)job["id"]!;
            var document = Path.Combine(taken, (string)job["document"]!);
            File.Move(Path.Combine(outgoing, (string)job["document"]!), document);
            File.Move(file, Path.Combine(taken, Path.GetFileName(file)));
            Taken.Add(id);
            jobs.Add(new FaxJob(id, (string)job["number"]!, (string?)job["reference"], await File.ReadAllBytesAsync(document)));
        }

        return jobs;
    }

    /// <summary>How many jobs lie ready now.</summary>
    public int Waiting => Jobs(Path.Combine(spoolDirectory, "outgoing")).Count;

    public Task ReportSent(FaxJob job, DateTimeOffset finishedAt) => Report(job, $"status=sent\npages=1\n{FinishedAt(finishedAt)}");

    public Task ReportFailed(FaxJob job, DateTimeOffset finishedAt, string code, string reason) =>
        Report(job, $"status=failed\ncode={code}\nreason={reason}\n{FinishedAt(finishedAt)}");

    private async Task Report(FaxJob job, string lines)
    {
        var results = Directory.CreateDirectory(Path.Combine(spoolDirectory, "results")).FullName;
        var draft = Path.Combine(results, "." + job.Id);
        await File.WriteAllTextAsync(draft, $"id={job.Id}\n{lines}\n");
        File.Move(draft, Path.Combine(results, job.Id + ".result"));
    }

    private static string FinishedAt(DateTimeOffset at) =>
        "finishedAt=" + at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static List<string> Jobs(string outgoing) =>
        Directory.Exists(outgoing)
            ? [.. Directory.EnumerateFiles(outgoing, "*.job").Where(file => Path.GetFileName(file)[0] != '.').Order(StringComparer.Ordinal)]
            : [];
}

/// <summary>A document to send.</summary>
internal sealed record FaxJob(string Id, string Number, string? Reference, byte[] Document);

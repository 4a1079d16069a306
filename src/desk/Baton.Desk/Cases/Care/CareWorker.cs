using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using Baton.Feel;
using Baton.Runtime.Jobs;
using Baton.Runtime.Workers;

namespace Baton.Desk.Cases.Care;

/// <summary>
/// Works on jobs of the type <c>baton.care</c>, by which a process opens cases for customers who have not been heard of for long. The task says with its
/// headers <c>caseType</c> and <c>department</c>, and with its variables <c>subject</c> (a text, or one for each language), <c>silence</c> (a duration),
/// and where wanted <c>tiers</c>, <c>atMost</c> and <c>form</c>. It gives the variable <c>openedCases</c>.
/// </summary>
internal sealed class CareWorker(OpenCareCases cases) : IJobWorker
{
    public const string JobType = "baton.care";

    private const int UsualAtMost = 20;

    public JobWorkerOptions Options { get; } = new(JobType) { Name = JobType, MaxConcurrentJobs = 1 };

    public async Task<JobAnswer> Work(ActivatedJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var variables = JsonNode.Parse(FeelJson.ToJson(job.Variables))!.AsObject();
        if (Read(job.JobKey, job.CustomHeaders, variables, out var faults) is not { } round)
            return JobAnswer.Fail(string.Join(' ', faults), retries: 0);
        var opened = await cases.Handle(round, cancellationToken);
        return opened.Problem is { } problem
            ? JobAnswer.Fail(problem.Detail)
            : JobAnswer.Complete(
                new JsonObject { ["openedCases"] = new JsonArray([.. opened.Value.Select(one => (JsonNode?)one)]) }.ToJsonString()
            );
    }

    /// <summary>Pure: the round that a task asks for; null with all that is wrong with it.</summary>
    internal static CareRound? Read(long jobKey, IReadOnlyDictionary<string, string> headers, JsonObject variables, out List<string> faults)
    {
        faults = [];
        var type = headers.GetValueOrDefault("caseType") ?? "";
        var department = headers.GetValueOrDefault("department") ?? "";
        if (type.Length == 0 || department.Length == 0)
            faults.Add("Expected the headers 'caseType' and 'department'.");
        var subject = Subject(variables["subject"]);
        if (subject.Count == 0)
            faults.Add("Expected the variable 'subject', a text or one for each language.");
        if (Duration(variables["silence"]) is not { } silence)
        {
            faults.Add("Expected the variable 'silence', a duration such as P60D.");
            silence = default;
        }
        var atMost = Whole(variables["atMost"]) ?? UsualAtMost;
        if (atMost is < 1 or > CareRule.AtMostLimit)
            faults.Add(
                string.Create(CultureInfo.InvariantCulture, $"Expected 'atMost' from 1 to {CareRule.AtMostLimit}, but found {atMost}.")
            );
        var tiers = (variables["tiers"] as JsonArray)?.OfType<JsonValue>().Select(one => one.ToString()).ToList();
        return faults.Count > 0
            ? null
            : new(
                jobKey.ToString(CultureInfo.InvariantCulture),
                type,
                department,
                subject,
                variables["form"] as JsonObject ?? [],
                new(tiers, silence, atMost)
            );
    }

    private static Dictionary<string, string> Subject(JsonNode? subject) =>
        subject switch
        {
            JsonValue text when text.TryGetValue<string>(out var all) && all.Length > 0 => Languages.All.ToDictionary(
                language => language,
                _ => all,
                StringComparer.Ordinal
            ),
            JsonObject texts => texts
                .Where(one => one.Value is JsonValue)
                .ToDictionary(one => one.Key, one => one.Value!.ToString(), StringComparer.Ordinal),
            _ => [],
        };

    private static int? Whole(JsonNode? number) => number is JsonValue value && value.TryGetValue<int>(out var whole) ? whole : null;

    private static TimeSpan? Duration(JsonNode? text)
    {
        try
        {
            return
                text is JsonValue value
                && value.TryGetValue<string>(out var duration)
                && XmlConvert.ToTimeSpan(duration) is var span
                && span > TimeSpan.Zero
                ? span
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

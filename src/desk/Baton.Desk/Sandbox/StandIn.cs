using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Cases.Care;
using Baton.Desk.Channels.Fax;
using Baton.Desk.Connectors.Calls;
using Baton.Desk.Notifications.Jobs;
using Baton.Engine.Jobs;
using Baton.Feel;

namespace Baton.Desk.Sandbox;

/// <summary>Stands in for those who do jobs: says what they would do, and how they would answer. Does nothing itself.</summary>
/// <param name="Would">What would be done, in words.</param>
/// <param name="Answer">The variables of a good answer.</param>
/// <param name="Errors">The errors that may be thrown.</param>
internal sealed record StandIn(string Would, JsonObject Answer, IReadOnlyList<SandboxError> Errors)
{
    public static StandIn Of(Job job, SandboxModels models, DateTimeOffset now)
    {
        var language = models.Language;
        var known = models.ErrorCodes(job.Element.Element.Id).ToList();
        if (job.Kind is JobKind.ExecutionListener or JobKind.TaskListener)
            return Other("would-listen", known);
        switch (job.Type)
        {
            case FaxEngine.JobType:
                var at = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                var number = FaxEngine.Number(job) ?? Text("customerFax") ?? "";
                var sent = new JsonObject
                {
                    ["faxNumber"] = number,
                    ["faxSentAt"] = at,
                    ["faxStatus"] = FaxCaseStatus.Sent,
                };
                var failed = new JsonObject
                {
                    ["failedNumber"] = number,
                    ["failedAt"] = at,
                    ["failureReason"] = "BUSY",
                    ["faxStatus"] = FaxCaseStatus.Failed,
                };
                var shown = number.Length > 0 ? number : SandboxTexts.Words.Get("no-number", language);
                return new(
                    SandboxTexts.Words.Get("would-fax", language, ("number", shown)),
                    sent,
                    With(known, FaxOutcomes.ErrorCode, failed)
                );
            case MessageJobs.JobType:
                var headers = job.Headers;
                if (MessageHeaders.Fault(headers) is { } fault)
                    return new(SandboxTexts.Words.Get("would-refuse", language, ("reason", fault)), [], Plain(known));
                return new(
                    SandboxTexts.Words.Get(
                        "would-message",
                        language,
                        ("template", headers[MessageHeaders.Template]),
                        ("to", headers.GetValueOrDefault("to") ?? "")
                    ),
                    [],
                    With(known, MessageJobs.ErrorCode, [])
                );
            case CareWorker.JobType:
                return new(SandboxTexts.Words.Get("would-care", language), new() { ["openedCases"] = new JsonArray() }, Plain(known));
            case HttpBlock.JobType:
                return HttpStandIn.Would(job, models, now, out var unfit) is { } call
                    ? new(
                        SandboxTexts.Words.Get("would-call", language, ("call", call)),
                        HttpStandIn.Answer.DeepClone().AsObject(),
                        Plain(known)
                    )
                    : new(SandboxTexts.Words.Get("would-refuse", language, ("reason", unfit)), [], Plain(known));
            default:
                return Other("would-work", known);
        }

        StandIn Other(string key, List<string> codes) => new(SandboxTexts.Words.Get(key, language, ("type", job.Type)), [], Plain(codes));

        string? Text(string name)
        {
            for (var scope = job.Element; scope is not null; scope = scope.IsProcess ? null : scope.Scope)
            {
                if (scope.Variables.FirstOrDefault(one => one.Name == name) is { } variable)
                    return variable.Value.Kind == FeelKind.String ? variable.Value.AsString() : null;
            }
            return null;
        }
    }

    private static List<SandboxError> Plain(List<string> codes) => codes.ConvertAll(code => new SandboxError(code, []));

    private static List<SandboxError> With(List<string> codes, string own, JsonObject values) =>
        [new SandboxError(own, values), .. Plain(codes.FindAll(code => code != own))];
}

using System.Text.Json.Nodes;
using Baton.Desk.Connectors.Calls;
using Baton.Engine;
using Baton.Engine.Jobs;
using Baton.Feel;
using Baton.Runtime.Workers;

namespace Baton.Desk.Sandbox;

/// <summary>Stands in for another system that a process calls: nothing leaves, whoever plays says the answer, and it is taken as a real one.</summary>
internal static class HttpStandIn
{
    private const string Status = "status";
    private const string Body = "body";

    /// <summary>What may be answered, to be changed before it is given.</summary>
    public static JsonObject Answer { get; } = new() { [Status] = 200, [Body] = new JsonObject() };

    /// <summary>The method and whole address that would be called; null with why none would be.</summary>
    public static string? Would(Job job, SandboxModels models, DateTimeOffset now, out string fault)
    {
        if (HttpBlock.Read(job.Headers, out fault) is not { } block)
            return null;
        Uri? root = null;
        if (block.Connection is { } code)
        {
            if (!models.Connections.TryGetValue(code, out var address))
            {
                fault = SandboxTexts.Words.Get("no-connection", models.Language, ("code", code));
                return null;
            }
            root = new(address);
        }
        try
        {
            var order = HttpOrder.Of(block, Sees(job), root, now);
            return $"{order.Method} {order.Target.AbsoluteUri}";
        }
        catch (CallFaultException unfit)
        {
            fault = unfit.Message;
            return null;
        }
    }

    /// <summary>Takes an answer with <c>status</c> and <c>body</c> as the worker would; anything else is the result as it stands.</summary>
    public static EngineCommand Take(Job job, FeelContext values, DateTimeOffset now)
    {
        if (
            job.Type != HttpBlock.JobType
            || HttpBlock.Read(job.Headers, out _) is not { } block
            || values[Status] is not { Kind: FeelKind.Number } status
            || !int.TryParse(FeelJson.ToJson(status), out var code)
        )
            return new CompleteJob(job.Key, values);
        var answer = new HttpAnswer(code, new Dictionary<string, string>(StringComparer.Ordinal), values[Body]);
        return CallVerdict.Of(block, Sees(job), answer, $"'{job.Element.Element.Id}': {block.Method}", now) switch
        {
            JobAnswer.Completed done => new CompleteJob(job.Key, Variables(done.Variables)),
            JobAnswer.ThrewError error => new ThrowJobError(job.Key, error.Code, error.Message, Variables(error.Variables)),
            JobAnswer.Failed failed => new FailJob(
                job.Key,
                Math.Max(0, failed.Retries ?? job.Retries - 1),
                failed.Message,
                FeelContext.Empty,
                TimeSpan.Zero
            ),
            _ => new CompleteJob(job.Key, values),
        };
    }

    private static FeelContext Variables(object? json) => json is string text ? FeelJson.Parse(text).AsContext() : FeelContext.Empty;

    private static FeelContext Sees(Job job)
    {
        var sees = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        for (var scope = job.Element; scope is not null; scope = scope.IsProcess ? null : scope.Scope)
        {
            foreach (var variable in scope.Variables)
                sees.TryAdd(variable.Name, variable.Value);
        }
        return FeelContext.From(sees);
    }
}

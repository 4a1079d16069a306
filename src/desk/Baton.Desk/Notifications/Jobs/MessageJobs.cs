using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Facts;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Recipients;
using Baton.Desk.Storage;
using Baton.Engine.Jobs;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Jobs;

/// <summary>
/// The job type <c>baton.message</c>: orders the messages of each new job in the commit that made the job. The task ends at once, or, with the header
/// <c>wait</c> = <c>delivered</c>, when its messages have arrived; it throws the BPMN error <see cref="ErrorCode"/> when one of them never does.
/// </summary>
internal sealed class MessageJobs(MessageDesk desk, Recipients.Recipients recipients) : IUnitParticipant
{
    public const string JobType = "baton.message";
    public const string ErrorCode = "message-failed";

    private const string Wait = "wait";
    private const string Delivered = "delivered";
    private const string Values = "values";

    public async ValueTask OnCommit(UnitOfWork unit, EngineCommit commit)
    {
        // Only cases have somebody to tell; other processes may use the job type for workers of their own.
        if (!commit.Tags.Contains(CaseProcess.Tag, StringComparer.Ordinal))
            return;
        List<long>? created = null;
        foreach (var @event in commit.Events)
        {
            if (@event is JobCreated { Type: JobType } job)
                (created ??= []).Add(job.Key);
        }
        if (created is null)
            return;
        await using var db = DeskDb.In(unit);
        var row = await db.Cases.SingleOrDefaultAsync(one => one.Number == commit.BusinessId);
        foreach (var key in created)
        {
            // One that is gone again in the same commit has nothing to say.
            if (row is not null && commit.State.Job(key) is { } job)
                await Take(unit, db, row, job);
        }
    }

    /// <summary>Ends the job of messages none of which is under way any more; without it nothing happens.</summary>
    public static async Task Settle(UnitOfWork unit, DeskDb db, long jobKey)
    {
        var rows = await db.Set<Message>().Where(row => row.JobKey == jobKey).Select(row => new { row.State, row.LastError }).ToListAsync();
        if (
            rows.Exists(row => row.State is MessageState.Queued or MessageState.Held or MessageState.Accepted or MessageState.TemplateError)
        )
            return;
        var failed = rows.Find(row => row.State is MessageState.Failed or MessageState.Canceled);
        // A job that is gone (the case was aborted meanwhile) changes nothing about what happened.
        if (failed is null)
            await unit.Engine.CompleteJob(jobKey, FeelContext.Empty);
        else
            await unit.Engine.ThrowJobError(new ThrowJobErrorRequest(jobKey, ErrorCode) { ErrorMessage = failed.LastError ?? "" });
    }

    private async Task Take(UnitOfWork unit, DeskDb db, Case row, Job job)
    {
        var headers = job.Headers;
        if (MessageHeaders.Fault(headers) is { } fault)
        {
            await unit.Engine.FailJob(new FailJobRequest(job.Key) { ErrorMessage = fault });
            return;
        }
        var facts = await Facts(db, row, job);
        var waits = headers.GetValueOrDefault(Wait) == Delivered;
        var id = string.Create(CultureInfo.InvariantCulture, $"job:{job.Key}");
        var order = new MessageOrder
        {
            Id = id,
            Template = headers[MessageHeaders.Template],
            Channels = MessageHeaders.Channels(headers),
            To = await Find("to"),
            Cc = await Find("cc"),
            Bcc = await Find("bcc"),
            CaseKey = row.Key,
            JobKey = waits ? job.Key : null,
            Values = Given(headers.GetValueOrDefault(Values), facts),
        };
        await desk.Order(unit, db, order, CancellationToken.None);
        await db.SaveChangesAsync();
        if (!waits)
            await unit.Engine.CompleteJob(job.Key, FeelContext.Empty);
        else if (await db.Set<Message>().AnyAsync(one => one.OrderId == id))
            await Settle(unit, db, job.Key);
        else
            await unit.Engine.ThrowJobError(
                new ThrowJobErrorRequest(job.Key, ErrorCode) { ErrorMessage = "There is nobody to send the message to." }
            );

        Task<IReadOnlyList<Addressee>> Find(string list) =>
            recipients.Resolve(
                db,
                new RecipientQuestion(row, null, RecipientRule.Split(headers.GetValueOrDefault(list)), facts),
                CancellationToken.None
            );
    }

    /// <summary>What the task sees, the variable of the nearest scope that has it; and behind that what every case has.</summary>
    private static async Task<JsonObject> Facts(DeskDb db, Case row, Job job)
    {
        var facts = new JsonObject();
        for (var scope = job.Element; scope is not null; scope = scope.IsProcess ? null : scope.Scope)
        {
            foreach (var variable in scope.Variables.Where(variable => !facts.ContainsKey(variable.Name)))
                facts[variable.Name] = JsonNode.Parse(FeelJson.ToJson(variable.Value));
        }
        foreach (var (name, value) in await CaseFacts.Of(db, row, CancellationToken.None))
        {
            if (!facts.ContainsKey(name))
                facts[name] = value?.DeepClone();
        }
        return facts;
    }

    /// <summary>What an expression gives the template beside what the desk knows; nothing where it gives no context.</summary>
    private static Dictionary<string, object?> Given(string? header, JsonObject facts)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (
            header?.Trim() is not ['=', .. var expression]
            || !FeelExpression.TryCompile(expression, FeelDialect.Process, out var compiled, out _)
        )
            return values;
        var result = compiled.Evaluate(FeelScope.Of(FeelJson.Parse(facts.ToJsonString()).AsContext()), default(FeelEnvironment));
        if (JsonNode.Parse(FeelJson.ToJson(result.Value)) is JsonObject given)
        {
            foreach (var (name, value) in given)
                values[name] = value;
        }
        return values;
    }
}

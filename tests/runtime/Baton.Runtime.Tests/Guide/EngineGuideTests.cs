using Baton.Bpmn;
using Baton.Runtime.Embedding;
using Baton.Runtime.Jobs;
using Baton.Runtime.Search;
using Baton.Runtime.Sqlite;
using Baton.Runtime.Workers;
using Baton.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Baton.Runtime.Tests.Guide;

/// <summary>The samples of docs/guide/engine.md, on the model that the page shows.</summary>
public sealed class EngineGuideTests : IDisposable
{
    private readonly GuideFolder _folder = new();
    private readonly List<string> _log = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Five_lines_run_a_process()
    {
        var (file, model) = (_folder.Database, _folder.Model);
        // sample: five lines
        await using var runtime = await SqliteRuntime.Open(file); // or OpenInMemory()
        await runtime.DeployFiles(model);
        runtime.StartWorker("charge-card", (job, _) => Task.FromResult(JobAnswer.Complete(new { paid = true })));
        var order = await runtime.StartProcess("order", new { amount = 120 });
        var hasEnded = await runtime.AwaitEnd(order, TimeSpan.FromMinutes(1));
        // end
        Assert.True(hasEnded);
        Assert.True((await runtime.VariablesOf<Paid>(order)).IsPaid);
    }

    private sealed record Paid([property: System.Text.Json.Serialization.JsonPropertyName("paid")] bool IsPaid);

    [Fact]
    public async Task A_person_completes_a_task_and_the_result_is_read()
    {
        await using var runtime = await SqliteRuntime.OpenInMemory(cancellationToken: Cancel);
        await runtime.DeployFiles(_folder.Model);
        await using var worker = runtime.StartWorker(new ChargeCard(new Bank()));
        var order = await runtime.StartProcess("order", new { amount = 5000, card = "4711" });
        await FirstTask(runtime);
        // sample: task
        var open = await runtime.Search.UserTasks(new() { Filter = new Filter.Where("state", "CREATED") });
        foreach (var task in open.Value.Items)
        {
            Log($"{task.Name}, for {string.Join(", ", task.CandidateGroups)}"); // Approve the order, for sales
            await runtime.CompleteUserTask(task.UserTaskKey, new { approved = true });
        }
        var result = await runtime.VariablesOf<OrderResult>(order);
        // end
        Assert.Equal(["Approve the order, for sales"], _log);
        Assert.Equal(new OrderResult(true, "payment of 5000 with 4711"), result);
    }

    // sample: result
    private sealed record OrderResult(bool Approved, string PaymentId);

    // end

    [Fact]
    public async Task Several_steps_are_one_unit()
    {
        await using var runtime = await SqliteRuntime.OpenInMemory(cancellationToken: Cancel);
        await runtime.DeployFiles(_folder.Model);
        // sample: unit
        var outcome = await runtime.Write(async unit =>
        {
            var first = await unit.Engine.CreateInstance(new() { ProcessId = "order", BusinessId = "A-1" });
            var second = await unit.Engine.CreateInstance(new() { ProcessId = "order", BusinessId = "A-2" });
            return first.Succeeded ? second : first;
        });
        Log(outcome.Succeeded ? $"started version {outcome.Value.Version}" : outcome.Problem.Detail);
        // end
        Assert.Equal(["started version 1"], _log);
    }

    [Fact]
    public async Task A_refusal_names_the_place()
    {
        await using var runtime = await SqliteRuntime.OpenInMemory(cancellationToken: Cancel);
        var text = (await File.ReadAllTextAsync(_folder.Model, Cancel)).Replace(
            "targetRef=\"sent\"",
            "targetRef=\"lost\"",
            StringComparison.Ordinal
        );
        // sample: refusal
        try
        {
            await runtime.DeployText("order.bpmn", text);
        }
        catch (RefusedException refused)
        {
            foreach (var field in refused.Problem.Fields)
            {
                Log($"{field.Field}: {field.Code}"); // order.bpmn: flow-target-missing
            }
        }
        // end
        Assert.Contains(_log, line => line.Contains("flow-target-missing", StringComparison.Ordinal));
    }

    // sample: worker
    private sealed class ChargeCard(Bank bank) : JobWorker<Order, Receipt>
    {
        public override JobWorkerOptions Options { get; } =
            new("charge-card") { Timeout = TimeSpan.FromMinutes(1), MaxConcurrentJobs = 16 };

        protected override async Task<Receipt> Work(Order order, ActivatedJob job, CancellationToken cancellationToken)
        {
            if (order.Card is null)
            {
                throw new BpmnErrorException("CARD_DECLINED", "There is no card.");
            }
            return new(await bank.Charge(order.Card, order.Amount, idempotencyKey: job.JobKey, cancellationToken));
        }
    }

    private sealed record Order(decimal Amount, string? Card);

    private sealed record Receipt(string PaymentId);

    // end

    // sample: answers
    private sealed class ReserveStock : JobWorker<Order>
    {
        public override JobWorkerOptions Options { get; } = new("reserve-stock") { RetryPause = TimeSpan.FromSeconds(30) };

        protected override Task<JobAnswer> Work(Order order, ActivatedJob job, CancellationToken cancellationToken) =>
            Task.FromResult(
                order.Amount switch
                {
                    < 100 => JobAnswer.Complete(new { reserved = true }),
                    < 1000 => JobAnswer.Error("SOLD_OUT", "Nothing is left."),
                    _ => JobAnswer.Fail("The warehouse does not answer.", pause: TimeSpan.FromMinutes(5)),
                }
            );
    }

    // end

    [Theory]
    [InlineData(50, typeof(JobAnswer.Completed))]
    [InlineData(500, typeof(JobAnswer.ThrewError))]
    [InlineData(5000, typeof(JobAnswer.Failed))]
    public async Task A_worker_says_how_a_job_ends(int amount, Type expected)
    {
        IJobWorker worker = new ReserveStock();
        Assert.IsType(expected, await worker.Work(TestJob.Of("reserve-stock", new { amount }), Cancel));
    }

    [Fact]
    public async Task Workers_of_a_host_start_and_stop_with_it()
    {
        var (file, args) = (_folder.Database, Array.Empty<string>());
        // sample: host
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddSqliteStorage(new() { ConnectionString = $"Data Source={file}" });
        builder.Services.AddBatonRuntime();
        builder.Services.AddSingleton<Bank>();
        builder.Services.AddJobWorker<ChargeCard>();
        using var host = builder.Build();
        await host.StartAsync();
        // end
        var runtime = host.Services.GetRequiredService<BatonRuntime>();
        await runtime.DeployFiles(_folder.Model);
        var order = await runtime.StartProcess("order", new { amount = 20, card = "4711" });
        Assert.True(await runtime.AwaitEnd(order, TimeSpan.FromSeconds(30), Cancel));
        Assert.Equal("payment of 20 with 4711", (await runtime.VariablesOf<OrderResult>(order)).PaymentId);
        await host.StopAsync(Cancel);
        Assert.False(runtime.HasWorkers);
    }

    [Fact]
    public async Task A_model_is_read_validated_and_written()
    {
        var (model, copy) = (_folder.Model, _folder.Database + ".bpmn");
        // sample: bpmn
        BpmnReadResult read;
        await using (var stream = File.OpenRead(model))
        {
            read = BpmnReader.Read(stream, "order.bpmn");
        }
        foreach (var problem in read.Diagnostics.Concat(BpmnValidation.Validate(read.Definitions!, ValidationOptions.Default)))
        {
            Log($"{problem.ElementId}, line {problem.Line}: {problem.Message}");
        }
        foreach (var node in read.Definitions!.Processes.SelectMany(process => process.AllNodes()))
        {
            Log($"{node.ElementName} {node.Id}");
        }
        await using (var stream = File.Create(copy))
        {
            BpmnWriter.Write(read.Definitions, stream);
        }
        // end
        Assert.Equal("startEvent received", _log[0]);
        Assert.Contains("boundaryEvent overdue", _log);
        Assert.True(new FileInfo(copy).Length > 1000);
    }

    /// <summary>Returns once the worker has brought the order to the person who approves it.</summary>
    private static async Task FirstTask(BatonRuntime runtime)
    {
        while ((await runtime.Search.UserTasks(new(), Cancel)).Value.Items.Count == 0)
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private void Log(string line) => _log.Add(line);

    /// <summary>Charges once for each key, however often it is asked.</summary>
    private sealed class Bank
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<long, string> _payments = [];

        public Task<string> Charge(string card, decimal amount, long idempotencyKey, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(
                _payments.GetOrAdd(idempotencyKey, _ => FormattableString.Invariant($"payment of {amount} with {card}"))
            );
        }
    }
}

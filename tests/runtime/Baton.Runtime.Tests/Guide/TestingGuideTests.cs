using Baton.Guide;
using Baton.Runtime.Jobs;
using Baton.Runtime.Workers;
using Baton.Testing;

namespace Baton.Runtime.Tests.Guide;

/// <summary>The samples of docs/guide/testing.md, on the model that docs/guide/engine.md shows.</summary>
public sealed class TestingGuideTests : IDisposable
{
    private readonly GuideFolder _folder = new();
    private readonly List<string> _log = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ten_lines_test_a_process()
    {
        var model = _folder.Model;
        // sample: ten lines
        await using var host = await BatonTestHost.Start();
        await host.DeployFiles(model);
        var order = await host.Start("order", new { amount = 5000 });
        await order.CompleteJob("charge", new { paid = true });
        await order.AssertWaitsAt("approve");
        await host.Advance(TimeSpan.FromDays(2));
        await order.CompleteTask("decide", new { approved = true });
        await order.AssertEnded();
        await order.AssertPassedInOrder("charge", "overdue", "decide", "sent");
        await order.AssertVariable("approved", true);
        // end
    }

    [Fact]
    public async Task Errors_and_incidents_are_made_by_hand()
    {
        await using var host = await BatonTestHost.Start();
        await host.DeployFiles(_folder.Model);
        // sample: unhappy
        var declined = await host.Start("order", new { amount = 20 });
        await declined.ThrowError("charge", "CARD_DECLINED");
        await declined.AssertPassed("declined", "not-sent");

        var broken = await host.Start("order", new { amount = 20 });
        await broken.FailJob("charge", "The bank does not answer.", retries: 1, pause: TimeSpan.FromMinutes(1));
        await broken.AssertNoIncident();
        await broken.FailJob("charge", "The bank does not answer.", retries: 0);
        await broken.AssertIncident("charge", "JOB_NO_RETRIES");
        // end
    }

    [Fact]
    public async Task A_failed_assertion_says_what_is_open()
    {
        await using var host = await BatonTestHost.Start();
        await host.DeployFiles(_folder.Model);
        var order = await host.Start("order", new { amount = 5000 });
        await order.CompleteJob("charge");
        // sample: message
        try
        {
            await order.AssertEnded();
        }
        catch (ProcessAssertionException wrong)
        {
            Log(wrong.Message);
        }
        // end
        Assert.Equal(GuidePage.Blocks("testing.md", "text")[0].TrimEnd(), Assert.Single(_log));
    }

    [Fact]
    public async Task Workers_can_run_beside_the_test()
    {
        await using var host = await BatonTestHost.Start();
        await host.DeployFiles(_folder.Model);
        // sample: workers
        host.Runtime.StartWorker("charge-card", (job, _) => Task.FromResult(JobAnswer.Complete(new { paid = true })));
        var order = await host.Start("order", new { amount = 20 });
        await order.AssertEnded(); // waits, because a worker runs
        // end
        await order.AssertVariable("paid", true);
    }

    [Fact]
    public async Task A_worker_class_is_tested_without_an_engine()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        // sample: worker alone
        IJobWorker worker = new Greeter();
        var answer = await worker.Work(TestJob.Of("greet", new { name = "Chan" }), cancellationToken);
        // end
        Assert.Equal(new Greeting("Hello, Chan"), Assert.IsType<JobAnswer.Completed>(answer).Variables);
    }

    private sealed record Person(string Name);

    private sealed record Greeting(string Text);

    private sealed class Greeter : JobWorker<Person, Greeting>
    {
        public override JobWorkerOptions Options { get; } = new("greet");

        protected override Task<Greeting> Work(Person input, ActivatedJob job, CancellationToken cancellationToken) =>
            Task.FromResult(new Greeting($"Hello, {input.Name}"));
    }

    private void Log(string line) => _log.Add(line);
}

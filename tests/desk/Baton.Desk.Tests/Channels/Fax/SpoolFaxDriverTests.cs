using System.Text.Json;
using Baton.Desk.Channels.Fax;
using Baton.Desk.Channels.Fax.Spool;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Desk.Tests.Channels.Fax;

public sealed class SpoolFaxDriverTests : IDisposable
{
    private static readonly FaxJob Job = new(
        "fax-77",
        "+85223456789",
        "TOS-20260305-0017",
        2,
        50,
        new DateTimeOffset(2026, 3, 5, 6, 30, 0, TimeSpan.Zero)
    );

    private readonly string _root = Directory.CreateTempSubdirectory("baton-spool-").FullName;
    private readonly Inbox _inbox = new();
    private readonly SpoolFaxDriver _driver;

    public SpoolFaxDriverTests() =>
        _driver = new SpoolFaxDriver(_root, TimeSpan.FromMilliseconds(100), TimeProvider.System, NullLogger.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_job_is_a_document_and_a_job_file_and_nothing_else_is_left()
    {
        Assert.Equal(FaxSubmission.Submitted, await _driver.Submit(Job, "%PDF"u8.ToArray(), Cancellation));

        Assert.Equal(["fax-77.job", "fax-77.pdf"], Files("outgoing"));
        using var job = JsonDocument.Parse(await File.ReadAllTextAsync(InSpool("outgoing", "fax-77.job"), Cancellation));
        Assert.Equal("baton-fax-job/1", job.RootElement.GetProperty("format").GetString());
        Assert.Equal("+85223456789", job.RootElement.GetProperty("number").GetString());
        Assert.Equal("fax-77.pdf", job.RootElement.GetProperty("document").GetString());
        Assert.Equal("2026-03-05T06:30:00.000Z", job.RootElement.GetProperty("created").GetString());
    }

    [Theory]
    [InlineData("outgoing/fax-77.job")]
    [InlineData("taken/fax-77.job")]
    [InlineData("done/fax-77.job")]
    [InlineData("results/fax-77.result")]
    [InlineData("results/processed/fax-77.result")]
    public async Task A_job_that_left_a_trace_anywhere_is_not_written_again(string trace)
    {
        await File.WriteAllTextAsync(InSpool(trace), "trace", Cancellation);

        Assert.Equal(FaxSubmission.AlreadySubmitted, await _driver.Submit(Job, "%PDF"u8.ToArray(), Cancellation));

        Assert.DoesNotContain("fax-77.pdf", Files("outgoing"));
    }

    [Fact]
    public async Task A_crash_between_document_and_job_file_is_healed_by_the_next_attempt()
    {
        await File.WriteAllTextAsync(InSpool("outgoing/fax-77.pdf"), "half", Cancellation);

        Assert.Equal(FaxSubmission.Submitted, await _driver.Submit(Job, "%PDF-whole"u8.ToArray(), Cancellation));

        Assert.Equal("%PDF-whole", await File.ReadAllTextAsync(InSpool("outgoing/fax-77.pdf"), Cancellation));
    }

    [Fact]
    public async Task A_taken_result_is_put_away()
    {
        await File.WriteAllTextAsync(InSpool("results/fax-77.result"), "id=fax-77\nstatus=sent\n", Cancellation);

        await _driver.ReceiveOnce(_inbox, Cancellation);

        Assert.Equal("fax-77", Assert.Single(_inbox.Taken).Id);
        Assert.Equal(["fax-77.result"], Files("results/processed"));
        Assert.Empty(Files("results"));
    }

    [Fact]
    public async Task A_result_whose_recording_fails_stays_for_the_next_look()
    {
        await File.WriteAllTextAsync(InSpool("results/fax-77.result"), "id=fax-77\nstatus=sent\n", Cancellation);
        _inbox.Failure = new InvalidOperationException("the database is away");

        await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.ReceiveOnce(_inbox, Cancellation));

        Assert.Equal(["fax-77.result"], Files("results"));
    }

    [Fact]
    public async Task A_result_that_belongs_to_nothing_is_rejected_with_its_reason()
    {
        await File.WriteAllTextAsync(InSpool("results/fax-99.result"), "id=fax-99\nstatus=sent\n", Cancellation);
        _inbox.Answer = "no transmission has this id";

        await _driver.ReceiveOnce(_inbox, Cancellation);

        Assert.Equal(["fax-99.result", "fax-99.result.reason"], Files("results/rejected"));
        Assert.Equal(
            "no transmission has this id\n",
            await File.ReadAllTextAsync(InSpool("results/rejected/fax-99.result.reason"), Cancellation)
        );
        Assert.Equal("fax-99.result", Assert.Single(_inbox.Refused).Source);
    }

    [Fact]
    public async Task A_malformed_file_gets_a_second_look_before_it_is_rejected()
    {
        var file = InSpool("results/fax-77.result");
        await File.WriteAllTextAsync(file, "id=fax-77\nstat", Cancellation);
        await _driver.ReceiveOnce(_inbox, Cancellation);
        Assert.Empty(_inbox.Refused);

        await File.WriteAllTextAsync(file, "id=fax-77\nstatus=maybe\n", Cancellation);
        await _driver.ReceiveOnce(_inbox, Cancellation);
        Assert.Empty(_inbox.Refused);

        await _driver.ReceiveOnce(_inbox, Cancellation);
        Assert.Contains("status: expected sent or failed", Assert.Single(_inbox.Refused).Reason, StringComparison.Ordinal);
        Assert.Empty(Files("results"));
    }

    [Fact]
    public async Task Files_that_appear_while_it_receives_are_seen()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var receiving = _driver.Receive(_inbox, stop.Token);
        await File.WriteAllTextAsync(InSpool("results/.half"), "id=fax-77\nstatus=failed\nreason=busy\n", Cancellation);
        File.Move(InSpool("results/.half"), InSpool("results/fax-77.result"));

        var result = await _inbox.First.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        Assert.Equal("busy", result.Reason);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);
    }

    private string InSpool(params string[] parts) => Path.Combine([_root, .. parts]);

    private string[] Files(string folder) =>
        [.. Directory.GetFiles(InSpool(folder)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private sealed class Inbox : IFaxInbox
    {
        public List<FaxResult> Taken { get; } = [];
        public List<RefusedResult> Refused { get; } = [];
        public TaskCompletionSource<FaxResult> First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public string? Answer { get; set; }
        public Exception? Failure { get; set; }

        public Task<string?> Take(FaxResult result, CancellationToken cancellation)
        {
            if (Failure is not null)
            {
                throw Failure;
            }

            Taken.Add(result);
            First.TrySetResult(result);
            return Task.FromResult(Answer);
        }

        public Task Refuse(RefusedResult refused, CancellationToken cancellation)
        {
            Refused.Add(refused);
            return Task.CompletedTask;
        }
    }
}

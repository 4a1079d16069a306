using System.Collections.Concurrent;
using Baton.Runtime.Embedding;
using Baton.Runtime.Jobs;
using Baton.Runtime.Sqlite;
using Baton.Runtime.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Tests.Workers;

/// <summary>Workers of a container: their scopes, their log, their start and stop.</summary>
public sealed class JobWorkerHostTests
{
    private const string Model = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:t">
          <process id="work" isExecutable="true">
            <startEvent id="start"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="task"/>
            <serviceTask id="task"><extensionElements><zeebe:taskDefinition type="work"/></extensionElements></serviceTask>
          </process>
        </definitions>
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_job_gets_a_scope_of_its_own_whatever_the_order_of_registration(bool workerFirst)
    {
        var builder = Host.CreateApplicationBuilder();
        var log = new Lines();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddScoped<Visit>().AddSingleton<Visits>();
        if (workerFirst)
        {
            builder.Services.AddJobWorker<Visitor>();
        }
        builder.Services.AddSqliteStorage(new() { InMemory = true }).AddBatonRuntime().AddJobWorker<Visitor>();
        using var host = builder.Build();
        await host.StartAsync(Cancel);
        var runtime = host.Services.GetRequiredService<BatonRuntime>();
        await runtime.DeployText("work.bpmn", Model);
        var keys = new[] { await runtime.StartProcess("work"), await runtime.StartProcess("work") };
        foreach (var key in keys)
        {
            Assert.True(await runtime.AwaitEnd(key, TimeSpan.FromSeconds(60), Cancel));
        }
        await host.StopAsync(Cancel);

        var visits = host.Services.GetRequiredService<Visits>().All;
        Assert.Equal(2, visits.Distinct().Count());
        Assert.All(visits, visit => Assert.True(visit.IsDisposed));
        Assert.Single(
            log.All,
            line => line.EndsWith("Worker Visitor works on jobs of type 'work', 8 at a time.", StringComparison.Ordinal)
        );
        Assert.Single(log.All, line => line.Contains("Worker Visitor of type 'work' has stopped; 0 jobs", StringComparison.Ordinal));
        Assert.Equal(
            2,
            log.All.Count(line =>
                line.StartsWith(typeof(Visitor).FullName!.Replace('+', '.'), StringComparison.Ordinal)
                && line.EndsWith("has ended: Completed.", StringComparison.Ordinal)
            )
        );
    }

    private sealed class Visits
    {
        public ConcurrentBag<Visit> All { get; } = [];
    }

    private sealed class Visit : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class Visitor(Visits visits, Visit visit) : IJobWorker
    {
        public JobWorkerOptions Options { get; } = new("work");

        public Task<JobAnswer> Work(ActivatedJob job, CancellationToken cancellationToken)
        {
            Assert.False(visit.IsDisposed);
            visits.All.Add(visit);
            return Task.FromResult(JobAnswer.Complete());
        }
    }

    /// <summary>Keeps what is logged.</summary>
    private sealed class Lines : ILoggerProvider
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

        public void Dispose() { }

        private sealed class Line(Lines lines, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            ) => lines.All.Enqueue($"{category} {formatter(state, exception)}");
        }
    }
}

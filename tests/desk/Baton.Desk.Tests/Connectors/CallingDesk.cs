using System.Security;
using System.Text;
using Baton.Desk.Connectors.Calls;
using Baton.Desk.Connectors.Connections;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Workers;

namespace Baton.Desk.Tests.Connectors;

/// <summary>A desk whose process calls another system, and ivan, who keeps connections.</summary>
internal sealed class CallingDesk(DeskHost desk) : IAsyncDisposable
{
    public const string Element = "Ask";

    public DeskHost Desk => desk;

    public static async Task<CallingDesk> Open(params (string Key, string Value)[] settings)
    {
        var desk = await DeskHost.Start(settings.Length > 0 ? settings : [("Outbound:AllowedHosts:0", "127.0.0.1")]);
        await desk.AddPerson("ivan", Permissions.ManageIntegrations);
        return new(desk);
    }

    public async Task<Baton.Runtime.Outcome<ConnectionView>> Save(
        ConnectionSettings settings,
        string? secret = null,
        string code = "crm"
    ) =>
        await desk.Get<SaveConnection>()
            .Handle(await desk.User("ivan", Languages.English), new("Customers", settings, secret) { Code = code }, DeskHost.Ct);

    public async Task Connect(ConnectionSettings settings, string? secret = null)
    {
        var saved = await Save(settings, secret);
        Assert.True(saved.Succeeded, saved.Problem + string.Join(' ', saved.Problem?.Fields ?? []));
    }

    /// <summary>A process with one call, and an error event on its border that leads to a user task.</summary>
    public static string Model(IReadOnlyList<(string Key, string Value)> headers, int retries = 3)
    {
        var lines = new StringBuilder();
        foreach (var (key, value) in headers)
            lines.Append("<zeebe:header key=\"").Append(key).Append("\" value=\"").Append(SecurityElement.Escape(value)).Append("\" />");
        return FormattableString.Invariant(
            $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
              <error id="taken" errorCode="TAKEN" />
              <process id="calls" isExecutable="true">
                <startEvent id="s" /><sequenceFlow id="f1" sourceRef="s" targetRef="Ask" />
                <serviceTask id="Ask"><extensionElements>
                  <zeebe:taskDefinition type="baton.http" retries="{retries}" /><zeebe:taskHeaders>{lines}</zeebe:taskHeaders>
                </extensionElements></serviceTask>
                <sequenceFlow id="f2" sourceRef="Ask" targetRef="Done" />
                <userTask id="Done"><extensionElements><zeebe:userTask /></extensionElements></userTask>
                <boundaryEvent id="Caught" attachedToRef="Ask"><errorEventDefinition errorRef="taken" /></boundaryEvent>
                <sequenceFlow id="f3" sourceRef="Caught" targetRef="Repair" />
                <userTask id="Repair"><extensionElements><zeebe:userTask /></extensionElements></userTask>
              </process>
            </definitions>
            """
        );
    }

    public async Task<long> Begin(string variables, params (string Key, string Value)[] headers)
    {
        await desk.Engine.Deploy(Model(headers));
        return await desk.Engine.StartProcess("calls", variables);
    }

    /// <summary>The worker takes the one job that waits and gives its answer to the engine.</summary>
    public async Task<JobAnswer> Work()
    {
        var job = Assert.Single(await desk.Engine.TakeJobs(HttpBlock.JobType));
        var answer = await desk.Get<HttpWorker>().Work(job, DeskHost.Ct);
        await desk.Engine.Write(
            unit =>
                answer switch
                {
                    JobAnswer.Completed done => unit.Engine.CompleteJob(job.JobKey, Variables(done.Variables)),
                    JobAnswer.ThrewError error => unit.Engine.ThrowJobError(
                        new(job.JobKey, error.Code) { ErrorMessage = error.Message, Variables = Variables(error.Variables) }
                    ),
                    JobAnswer.Failed failed => unit.Engine.FailJob(
                        new(job.JobKey)
                        {
                            Retries = failed.Retries ?? job.Retries - 1,
                            ErrorMessage = failed.Message,
                            RetryBackOff = failed.Pause ?? TimeSpan.Zero,
                        }
                    ),
                    _ => throw new InvalidOperationException(),
                },
            UnitNeeds.Job(job.JobKey)
        );
        return answer;
    }

    public async Task<string> Failed()
    {
        var failed = Assert.IsType<JobAnswer.Failed>(await Work());
        return failed.Message;
    }

    /// <summary>The ids of the user tasks that are open.</summary>
    public async Task<string> At(long instance) => string.Join(' ', (await desk.Engine.OpenTasks(instance)).Select(task => task.ElementId));

    public async ValueTask DisposeAsync() => await desk.DisposeAsync();

    private static FeelContext Variables(object? json) => json is string text ? FeelJson.Parse(text).AsContext() : FeelContext.Empty;
}

using Baton.Runtime.Embedding;
using Baton.Runtime.Sqlite;

namespace Baton.Runtime.Tests.Embedding;

/// <summary>A runtime without a container.</summary>
public sealed class SqliteRuntimeTests : IDisposable
{
    private const string Model = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:t">
          <process id="wait" isExecutable="true">
            <startEvent id="start"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="task"/>
            <userTask id="task"><extensionElements><zeebe:userTask/></extensionElements></userTask>
          </process>
        </definitions>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_started_goes_on_after_the_file_is_opened_again()
    {
        var file = Path.Combine(_folder, "with spaces; and more", "baton.db");
        long key;
        await using (var runtime = await SqliteRuntime.Open(file, cancellationToken: Cancel))
        {
            await runtime.DeployText("wait.bpmn", Model);
            key = await runtime.StartProcess("wait", new { a = 1 }, businessId: "A-1");
        }
        await using var again = await SqliteRuntime.Open(file, cancellationToken: Cancel);
        var task = Assert.Single((await again.Search.UserTasks(new(), Cancel)).Value.Items);
        await again.CompleteUserTask(task.UserTaskKey, new { b = 2 });

        Assert.True(await again.AwaitEnd(key, TimeSpan.Zero, Cancel));
        Assert.Equal(new Both(1, 2), await again.VariablesOf<Both>(key));
        Assert.Equal("A-1", (await again.Search.ProcessInstance(key, Cancel))!.BusinessId);
    }

    [Fact]
    public async Task A_refused_step_is_an_exception_with_the_reason()
    {
        await using var runtime = await SqliteRuntime.OpenInMemory(cancellationToken: Cancel);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => runtime.StartProcess("nothing"));

        Assert.Equal(Baton.Engine.RejectionKind.NotFound, refused.Problem.Kind);
        Assert.Contains("'nothing'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_in_memory_goes_with_its_runtime()
    {
        var runtime = await SqliteRuntime.OpenInMemory(cancellationToken: Cancel);
        using var reader = runtime.Storage.OpenReader();
        var file = reader.DataSource;
        reader.Close();
        Assert.True(File.Exists(file));
        await runtime.DisposeAsync();

        Assert.False(File.Exists(file));
    }

    private sealed record Both(int A, int B);
}

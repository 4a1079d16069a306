using System.Text;
using Baton.Runtime.Deployments;
using Baton.Runtime.Search;
using Baton.Storage.Conformance.Models;

namespace Baton.Storage.Conformance;

/// <summary>Versions are given by content, and a deployment is taken as a whole or not at all.</summary>
public abstract class DeployingSuite : StorageSuite
{
    [Fact]
    public async Task The_same_content_under_the_same_name_is_the_same_version_and_anything_else_is_the_next()
    {
        var host = await Open();
        var first = Assert.Single((await host.Deploy(TestModels.UserTask())).Processes);
        var same = Assert.Single((await host.Deploy(TestModels.UserTask())).Processes);
        var changed = Assert.Single((await host.Deploy(TestModels.UserTask(name: "Decide"))).Processes);
        var back = Assert.Single((await host.Deploy(TestModels.UserTask())).Processes);

        Assert.Equal((1, first.ProcessDefinitionKey), (same.Version, same.ProcessDefinitionKey));
        Assert.Equal((2, 3), (changed.Version, back.Version));
        var latest = await host.Search.ProcessDefinitions(new() { Filter = new Filter.Where("isLatestVersion", true) }, Cancel);
        Assert.Equal(3, Assert.Single(latest.Value.Items).Version);
        Assert.Contains(
            "bpmn:userTask",
            await host.Search.ProcessDefinitionXml(first.ProcessDefinitionKey, Cancel),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task One_bad_file_refuses_all_with_every_diagnostic()
    {
        var host = await Open();
        var outcome = await host.Runtime.Write(
            unit =>
                unit.Engine.Deploy([
                    File("good.bpmn", TestModels.UserTask()),
                    File("broken.bpmn", "<bpmn"),
                    File("nameless.form", "{}"),
                    File("condition.bpmn", TestModels.Wait(id: "bad", duration: "=1 +")),
                    File("timer.bpmn", TestModels.StartedByTimer("every now and then")),
                ]),
            Cancel
        );

        var fields = outcome.Problem!.Fields.Select(field => field.Field.Split(':')[0]).Distinct();
        Assert.Equal(["broken.bpmn", "nameless.form", "condition.bpmn", "timer.bpmn"], fields);
        Assert.Empty((await host.Search.ProcessDefinitions(new(), Cancel)).Value.Items);
    }

    [Fact]
    public async Task A_running_instance_keeps_its_version()
    {
        var host = await Open();
        await host.Deploy(TestModels.UserTask());
        var instance = await host.StartProcess("approve");
        await host.Deploy(TestModels.ServiceTask("approve"));

        Assert.Equal(1, (await host.Search.ProcessInstance(instance, Cancel))!.ProcessDefinitionVersion);
        await host.CompleteTask(instance);
        Assert.Equal("COMPLETED", await host.StateOf(instance));
    }

    [Fact]
    public async Task A_deployment_and_an_instance_of_it_fit_in_one_unit_and_vanish_together()
    {
        var host = await Open();
        await Assert.ThrowsAsync<TimeoutException>(() =>
            host.Runtime.Write<Baton.Runtime.Done>(
                async unit =>
                {
                    await unit.Engine.Deploy([File("task.bpmn", TestModels.UserTask())]);
                    Assert.True((await unit.Engine.CreateInstance(new() { ProcessId = "approve" })).Succeeded);
                    throw new TimeoutException();
                },
                Cancel
            )
        );

        var gone = await host.Runtime.Write(unit => unit.Engine.CreateInstance(new() { ProcessId = "approve" }), Cancel);
        Assert.Equal(Baton.Engine.RejectionKind.NotFound, gone.Problem!.Kind);
        Assert.Equal(1, Assert.Single((await host.Deploy(TestModels.UserTask())).Processes).Version);
    }

    [Fact]
    public async Task Decisions_and_other_files_get_versions_too()
    {
        var host = await Open();
        const string dmn = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="drg" name="Rules" namespace="x">
              <decision id="route" name="Route" />
            </definitions>
            """;
        var first = await host.DeployAll(("rules.dmn", dmn), ("readme.txt", "one"));
        var second = await host.DeployAll(("rules.dmn", dmn), ("readme.txt", "two"));

        Assert.Equal(1, Assert.Single(second.Decisions).Version);
        Assert.Equal(Assert.Single(first.Decisions).DecisionKey, second.Decisions[0].DecisionKey);
        Assert.Equal(2, Assert.Single(second.Resources).Version);
    }

    private static DeploymentResource File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));
}

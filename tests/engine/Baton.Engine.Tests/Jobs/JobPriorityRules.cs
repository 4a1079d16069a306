using Baton.Engine.Incidents;
using Baton.Engine.Jobs;
using Baton.Engine.Tests.Scenarios;

namespace Baton.Engine.Tests.Jobs;

/// <summary>How urgent jobs are.</summary>
public sealed class JobPriorityRules
{
    private static string Priority(string text) => $"<zeebe:jobPriorityDefinition priority='{text}'/>";

    private static Scenario Start(string task, string ofProcess = "") =>
        new Scenario($"{ofProcess}<startEvent id='s'/>{task}<flow>s -> t</flow>").Start(("n", 7));

    private static string Service(string extensions) => $"<serviceTask id='t'><zeebe:taskDefinition type='x'/>{extensions}</serviceTask>";

    [Theory]
    [InlineData("42", 42)]
    [InlineData("-5", -5)]
    [InlineData("= n * 10", 70)]
    public void The_task_says_it_as_a_number_or_an_expression(string text, int expected) =>
        Assert.Equal(expected, Start(Service(Priority(text))).Job("t").Priority);

    [Fact]
    public void Without_one_of_its_own_a_task_has_that_of_the_process_and_else_none()
    {
        Assert.Equal(0, Start(Service("")).Job("t").Priority);
        Assert.Equal(70, Start(Service(""), Priority("= n * 10")).Job("t").Priority);
        Assert.Equal(1, Start(Service(Priority("1")), Priority("= n * 10")).Job("t").Priority);
        Assert.Equal(9, Start("<scriptTask id='t'><zeebe:taskDefinition type='x'/></scriptTask>", Priority("9")).Job("t").Priority);
    }

    [Fact]
    public void Listeners_and_user_tasks_have_none()
    {
        const string listener =
            "<zeebe:executionListeners><zeebe:executionListener eventType='start' type='l'/></zeebe:executionListeners>";
        Scenario scenario = Start(Service(listener), Priority("9"));
        Assert.Equal(0, scenario.Job("t").Priority);
        scenario.Complete("t");
        Assert.Equal(9, scenario.Job("t").Priority);
        Assert.Equal(0, Start("<userTask id='t'/>", Priority("9")).Job("t").Priority);
    }

    [Theory]
    [InlineData("= missing")]
    [InlineData("= 1.5")]
    [InlineData("= 2147483648")]
    [InlineData("= \"high\"")]
    public void What_is_no_whole_number_is_an_incident_and_there_is_no_job(string text)
    {
        Scenario scenario = Start(Service(Priority(text)));
        Assert.Equal(IncidentType.ExtractValueError, scenario.Incident().Type);
        Assert.Empty(scenario.State.Jobs);
    }

    [Fact]
    public void It_is_changed_alone_or_with_the_retries()
    {
        Scenario scenario = Start(Service(""));
        Job job = scenario.Job("t");
        Assert.IsType<JobPriorityUpdated>(Assert.Single(scenario.Do(new UpdateJob(job.Key, null, -3))));
        Assert.Equal((3, -3), (job.Retries, job.Priority));
        scenario.Do(new UpdateJob(job.Key, 5, 8));
        Assert.Equal((5, 8), (job.Retries, job.Priority));
        scenario.Do(new UpdateJob(job.Key, 4));
        Assert.Equal((4, 8), (job.Retries, job.Priority));
    }
}

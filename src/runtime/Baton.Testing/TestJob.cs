using Baton.Runtime.Jobs;
using Baton.Runtime.Variables;

namespace Baton.Testing;

/// <summary>Jobs without an engine, for tests of a worker class alone.</summary>
public static class TestJob
{
    /// <summary>A job as a worker would get it; change what matters with <c>with</c>.</summary>
    /// <param name="type">The type of the job; its element is called the same.</param>
    /// <param name="variables">Any object whose properties are the variables, a JSON text, or null.</param>
    public static ActivatedJob Of(string type, object? variables = null) =>
        new()
        {
            JobKey = 1,
            Type = type,
            Kind = "BPMN_ELEMENT",
            ListenerEventType = "UNSPECIFIED",
            UserTask = null,
            ProcessInstanceKey = 2,
            RootProcessInstanceKey = 2,
            ProcessDefinitionId = "test",
            ProcessDefinitionVersion = 1,
            ProcessDefinitionKey = 3,
            ElementId = type,
            ElementInstanceKey = 4,
            CustomHeaders = new Dictionary<string, string>(StringComparer.Ordinal),
            Worker = "test",
            Retries = 3,
            Deadline = BatonTestHost.FirstInstant.AddMinutes(5),
            Variables = VariableJson.From(variables),
            Tags = [],
        };
}

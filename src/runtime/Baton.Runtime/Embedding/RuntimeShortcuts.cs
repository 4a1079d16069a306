using System.Text;
using System.Text.Json;
using Baton.Runtime.Deployments;
using Baton.Runtime.Instances;
using Baton.Runtime.Messages;
using Baton.Runtime.Variables;

namespace Baton.Runtime.Embedding;

/// <summary>
/// Short forms for programs that embed the runtime: one unit of work each, variables as objects of the program, a refusal as an exception.
/// What needs more than one step in one transaction, or looks at refusals, uses <see cref="BatonRuntime.Write{T}(Func{UnitOfWork, ValueTask{Outcome{T}}}, CancellationToken)"/>.
/// </summary>
public static class RuntimeShortcuts
{
    /// <summary>Deploys files as one: all or none. Files that are the same as their latest version change nothing.</summary>
    /// <exception cref="RefusedException">An error in a file, with its place.</exception>
    public static async Task<Deployment> DeployFiles(this BatonRuntime runtime, params IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var resources = new List<DeploymentResource>(files.Count);
        foreach (var file in files)
        {
            resources.Add(new(Path.GetFileName(file), await File.ReadAllBytesAsync(file).ConfigureAwait(false)));
        }
        return await runtime.Do(unit => unit.Engine.Deploy(resources)).ConfigureAwait(false);
    }

    /// <summary>Deploys a text, such as a model that is embedded in the program.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="name">The name of the file it stands for; its ending says what it is.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="RefusedException">An error in the text, with its place.</exception>
    public static Task<Deployment> DeployText(this BatonRuntime runtime, string name, string text) =>
        runtime.Do(unit => unit.Engine.Deploy([new(name, Encoding.UTF8.GetBytes(text))]));

    /// <summary>Starts the latest version of a process and answers the key of the instance, which has run to its first waits.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="processId">The process.</param>
    /// <param name="variables">Any object whose properties are the variables, a JSON text, or null.</param>
    /// <param name="businessId">The caller's own name for the matter.</param>
    /// <exception cref="RefusedException">There is no such process.</exception>
    public static async Task<long> StartProcess(
        this BatonRuntime runtime,
        string processId,
        object? variables = null,
        string? businessId = null
    )
    {
        var request = new CreateInstanceRequest
        {
            ProcessId = processId,
            Variables = VariableJson.From(variables),
            BusinessId = businessId,
        };
        return (await runtime.Do(unit => unit.Engine.CreateInstance(request)).ConfigureAwait(false)).ProcessInstanceKey;
    }

    /// <summary>Completes a user task.</summary>
    /// <exception cref="RefusedException">There is no such open task.</exception>
    public static Task CompleteUserTask(this BatonRuntime runtime, long userTaskKey, object? variables = null)
    {
        var values = VariableJson.From(variables);
        return runtime.Do(unit => unit.Engine.CompleteUserTask(userTaskKey, values), UnitNeeds.UserTask(userTaskKey));
    }

    /// <summary>Gives a message to everybody who waits for it, and keeps it as long as it lives.</summary>
    public static Task<PublishedMessage> PublishMessage(
        this BatonRuntime runtime,
        string name,
        string correlationKey = "",
        object? variables = null,
        TimeSpan timeToLive = default
    )
    {
        var request = new PublishMessageRequest(name, correlationKey) { Variables = VariableJson.From(variables), TimeToLive = timeToLive };
        return runtime.Do(unit => unit.Engine.PublishMessage(request), UnitNeeds.Message(name, correlationKey));
    }

    /// <summary>The variables of a process instance as an object, also after its end.</summary>
    /// <exception cref="VariableException">A variable has another form than its property.</exception>
    public static async Task<T> VariablesOf<T>(this BatonRuntime runtime, long processInstanceKey, JsonSerializerOptions? json = null)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        var rows = await runtime.Search.VisibleVariables(processInstanceKey, innermostOnly: true).ConfigureAwait(false);
        var fields = rows.Select(row => $"{JsonSerializer.Serialize(row.Name)}:{row.Value}");
        return VariableJson.Read<T>($"{{{string.Join(',', fields)}}}", json);
    }

    /// <summary>Runs a unit of work and answers its value.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="work">The work.</param>
    /// <param name="needs">What the work is about, where that is known.</param>
    /// <exception cref="RefusedException">The unit ended with a problem; nothing of it happened.</exception>
    public static async Task<T> Do<T>(this BatonRuntime runtime, Func<UnitOfWork, ValueTask<Outcome<T>>> work, UnitNeeds? needs = null)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        var outcome = await runtime.Write(needs ?? UnitNeeds.Unknown, work).ConfigureAwait(false);
        return outcome.Succeeded ? outcome.Value : throw new RefusedException(outcome.Problem);
    }
}

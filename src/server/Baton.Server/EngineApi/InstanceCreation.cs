using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Instances;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>Starts process instances, and waits for their end where the caller wants it.</summary>
internal static class InstanceCreation
{
    private const string Command = "ProcessInstanceCreation:CREATE";

    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder engine) => engine.MapPost("/process-instances", Create);

    private static async Task<IResult> Create(
        Body<CreateInstanceBody> body,
        BatonRuntime runtime,
        EngineSearch search,
        IHostApplicationLifetime server,
        CancellationToken ct
    )
    {
        CreateInstanceBody wanted = body.Value;
        Tenants.Check(wanted.TenantId);
        foreach (RuntimeInstruction instruction in wanted.RuntimeInstructions ?? [])
        {
            instruction.Check();
        }
        Outcome<CreatedInstance> outcome = await runtime.Write(unit => unit.Engine.CreateInstance(Request(wanted)), ct);
        if (outcome.Problem is { } problem)
        {
            return EngineProblem.Rejected(Command, problem);
        }
        CreatedInstance created = outcome.Value;
        return wanted.AwaitCompletion == true
            ? await AwaitEnd(created, wanted, runtime, search, server, ct)
            : EngineJson.Ok(CreatedInstanceView.Of(created, FeelContext.Empty));
    }

    private static CreateInstanceRequest Request(CreateInstanceBody body) =>
        new()
        {
            ProcessDefinitionKey = body.ProcessDefinitionKey?.Value,
            ProcessId = body.ProcessDefinitionId,
            // -1 is the contract's word for the latest.
            Version = body.ProcessDefinitionVersion is -1 ? null : body.ProcessDefinitionVersion,
            Variables = body.Variables ?? FeelContext.Empty,
            BusinessId = body.BusinessId,
            Tags = body.Tags ?? [],
            StartBefore = [.. (body.StartInstructions ?? []).Select(instruction => instruction.ElementId)],
            TerminateAfter = [.. (body.RuntimeInstructions ?? []).Select(instruction => instruction.AfterElementId)],
        };

    private static async Task<IResult> AwaitEnd(
        CreatedInstance created,
        CreateInstanceBody wanted,
        BatonRuntime runtime,
        EngineSearch search,
        IHostApplicationLifetime server,
        CancellationToken ct
    )
    {
        TimeSpan wait = wanted.RequestTimeout is > 0 and { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : DefaultWait;
        if (!await server.UntilStop(either => runtime.AwaitEnd(created.ProcessInstanceKey, wait, either), nothing: false, ct))
        {
            string until = server.ApplicationStopping.IsCancellationRequested
                ? "before this server stops"
                : $"within {wait.TotalSeconds} s";
            return EngineProblem.TimedOut(
                $"Process instance {created.ProcessInstanceKey} did not end {until}. It goes on; ask for it by its key."
            );
        }
        ProcessInstanceRow? instance = await search.ProcessInstance(created.ProcessInstanceKey, ct);
        if (instance?.State != "COMPLETED")
        {
            return EngineProblem.Rejected(
                Command,
                Problem.Conflict(
                    "engine.invalid-state",
                    $"Expected process instance {created.ProcessInstanceKey} to complete, but it was terminated."
                )
            );
        }
        return EngineJson.Ok(
            CreatedInstanceView.Of(created, await RootVariables(created.ProcessInstanceKey, wanted.FetchVariables, search, ct))
        );
    }

    private static async Task<FeelContext> RootVariables(
        long instance,
        IReadOnlyList<string>? names,
        EngineSearch search,
        CancellationToken ct
    )
    {
        IReadOnlyList<VariableRow> rows = await search.VisibleVariables(instance, innermostOnly: true, ct);
        return FeelContext.From(
            rows.Where(row => names is not { Count: > 0 } || names.Contains(row.Name, StringComparer.Ordinal))
                .Select(row => KeyValuePair.Create(row.Name, FeelJson.Parse(row.Value)))
        );
    }
}

internal sealed record CreateInstanceBody
{
    public string? ProcessDefinitionId { get; init; }

    public int? ProcessDefinitionVersion { get; init; }

    public Key? ProcessDefinitionKey { get; init; }

    public FeelContext? Variables { get; init; }

    public string? TenantId { get; init; }

    public long? OperationReference { get; init; }

    public IReadOnlyList<StartInstruction>? StartInstructions { get; init; }

    public IReadOnlyList<RuntimeInstruction>? RuntimeInstructions { get; init; }

    public bool? AwaitCompletion { get; init; }

    public IReadOnlyList<string>? FetchVariables { get; init; }

    /// <summary>Milliseconds.</summary>
    public long? RequestTimeout { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? BusinessId { get; init; }
}

internal sealed record StartInstruction
{
    public required string ElementId { get; init; }
}

internal sealed record RuntimeInstruction
{
    public required string Type { get; init; }

    public required string AfterElementId { get; init; }

    /// <exception cref="BadHttpRequestException">The type is not known.</exception>
    public void Check()
    {
        if (Type != "TERMINATE_PROCESS_INSTANCE")
        {
            throw SearchReader.Wrong("runtimeInstructions.type", $"must be TERMINATE_PROCESS_INSTANCE, but is '{Type}'");
        }
    }
}

internal sealed record CreatedInstanceView(
    string ProcessDefinitionId,
    int ProcessDefinitionVersion,
    Key ProcessDefinitionKey,
    Key ProcessInstanceKey,
    string TenantId,
    FeelContext Variables,
    IReadOnlyList<string> Tags,
    string? BusinessId
)
{
    public static CreatedInstanceView Of(CreatedInstance created, FeelContext variables) =>
        new(
            created.ProcessId,
            created.Version,
            created.ProcessDefinitionKey,
            created.ProcessInstanceKey,
            Tenants.Default,
            variables,
            created.Tags,
            created.BusinessId
        );
}

using Baton.Engine.Migration;
using Baton.Runtime;
using Baton.Server.EngineApi.Json;

namespace Baton.Server.EngineApi;

/// <summary>Lets running process instances go on by another definition.</summary>
internal static class InstanceMigrationEndpoints
{
    public static void Map(IEndpointRouteBuilder engine) => engine.MapPost("/process-instances/{key}/migration", Migrate);

    private static Task<IResult> Migrate(Key key, Body<MigrateInstanceBody> body, BatonRuntime runtime, CancellationToken ct) =>
        runtime.Command("ProcessInstanceMigration:MIGRATE", session => session.MigrateInstance(body.Value.ToCommand(key.Value)), ct);
}

internal sealed record MigrateInstanceBody
{
    public required Key TargetProcessDefinitionKey { get; init; }

    public required IReadOnlyList<MigrationMappingBody> MappingInstructions { get; init; }

    public long? OperationReference { get; init; }

    public MigrateInstance ToCommand(long processInstanceKey) =>
        new(
            processInstanceKey,
            TargetProcessDefinitionKey.Value,
            [.. MappingInstructions.Select(each => new ElementMapping(each.SourceElementId, each.TargetElementId))]
        );
}

internal sealed record MigrationMappingBody
{
    public required string SourceElementId { get; init; }

    public required string TargetElementId { get; init; }
}

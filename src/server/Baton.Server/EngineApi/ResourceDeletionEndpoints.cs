using Baton.Desk;
using Baton.Runtime;
using Baton.Runtime.Batches;
using Baton.Server.EngineApi.Json;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>Takes deployed resources out of use: process definitions, decision requirements, forms and other files.</summary>
internal static class ResourceDeletionEndpoints
{
    public static void Map(IEndpointRouteBuilder engine) => engine.MapPost("/resources/{key}/deletion", Delete);

    private static async Task<IResult> Delete(
        Key key,
        Body<DeleteResourceBody> body,
        DeskUser user,
        BatonRuntime runtime,
        CancellationToken ct
    )
    {
        var request = new DeleteResourceRequest(key.Value) { DeleteHistory = body.Value.DeleteHistory ?? false, Actor = user.UserName };
        Outcome<DeletedResource> outcome = await runtime.Batches.DeleteResource(request, ct);
        return outcome.Problem is { } problem
            ? EngineProblem.Rejected("ResourceDeletion:DELETE", problem)
            : EngineJson.Ok(DeletedResourceView.Of(outcome.Value));
    }
}

internal sealed record DeleteResourceBody
{
    public long? OperationReference { get; init; }

    public bool? DeleteHistory { get; init; }
}

internal sealed record DeletedResourceView(Key ResourceKey, CreatedBatchView? BatchOperation)
{
    public static DeletedResourceView Of(DeletedResource deleted) =>
        new(deleted.ResourceKey, deleted.Batch is { } batch ? CreatedBatchView.Of(batch) : null);
}

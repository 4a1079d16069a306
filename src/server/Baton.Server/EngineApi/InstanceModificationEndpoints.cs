using Baton.Engine.Modification;
using Baton.Feel;
using Baton.Runtime;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Repairs running process instances: begins, moves and ends elements.</summary>
internal static class InstanceModificationEndpoints
{
    public static void Map(IEndpointRouteBuilder engine) => engine.MapPost("/process-instances/{key}/modification", Modify);

    private static Task<IResult> Modify(Key key, Body<ModifyInstanceBody> body, BatonRuntime runtime, CancellationToken ct)
    {
        ModifyInstanceBody wanted = body.Value;
        var command = new ModifyInstance(key.Value)
        {
            Activations =
            [
                .. (wanted.ActivateInstructions ?? []).Select(each => new ElementActivation(
                    each.ElementId,
                    Ancestor(each.AncestorElementInstanceKey, "activateInstructions")
                )
                {
                    Variables = Variables(each.VariableInstructions),
                }),
            ],
            Terminations = [.. (wanted.TerminateInstructions ?? []).Select(each => Source(each.ElementInstanceKey, each.ElementId))],
            Moves = [.. (wanted.MoveInstructions ?? []).Select(Move)],
        };
        return runtime.Command("ProcessInstanceModification:MODIFY", session => session.ModifyInstance(command), ct);
    }

    private static ElementMove Move(MoveInstruction move)
    {
        MoveSource source = move.SourceElementInstruction;
        AncestorScope? scope = move.AncestorScopeInstruction;
        MoveAncestor ancestor = scope?.AncestorScopeType switch
        {
            null or "direct" => MoveAncestor.Given,
            "inferred" => MoveAncestor.Inferred,
            "sourceParent" => MoveAncestor.SourceParent,
            _ => throw SearchReader.Wrong("ancestorScopeType", "must be 'direct', 'inferred' or 'sourceParent'"),
        };
        return new ElementMove(Source(source.SourceElementInstanceKey, source.SourceElementId), move.TargetElementId, ancestor)
        {
            AncestorKey = Ancestor(scope?.AncestorElementInstanceKey, "ancestorScopeInstruction"),
            Variables = Variables(move.VariableInstructions),
        };
    }

    private static ElementSource Source(Key? key, string? elementId) =>
        (key is null) == (elementId is null)
            ? throw SearchReader.Wrong("terminateInstructions, moveInstructions", "must name an element by exactly one of key and id")
            : new ElementSource(key?.Value, elementId);

    /// <summary>-1 is the contract's word for none.</summary>
    private static long? Ancestor(string? key, string field) =>
        key is null or "-1" ? null
        : long.TryParse(key, System.Globalization.CultureInfo.InvariantCulture, out long value) ? value
        : throw SearchReader.Wrong(field, "must have a key of digits, or -1, as ancestorElementInstanceKey");

    private static IReadOnlyList<ScopedVariables> Variables(IReadOnlyList<VariableInstruction>? instructions) =>
        [.. (instructions ?? []).Select(each => new ScopedVariables(each.Variables, each.ScopeId))];
}

internal sealed record ModifyInstanceBody
{
    public IReadOnlyList<ActivateInstruction>? ActivateInstructions { get; init; }

    public IReadOnlyList<MoveInstruction>? MoveInstructions { get; init; }

    public IReadOnlyList<TerminateInstruction>? TerminateInstructions { get; init; }

    public long? OperationReference { get; init; }
}

internal sealed record ActivateInstruction
{
    public required string ElementId { get; init; }

    public string? AncestorElementInstanceKey { get; init; }

    public IReadOnlyList<VariableInstruction>? VariableInstructions { get; init; }
}

internal sealed record VariableInstruction
{
    public required FeelContext Variables { get; init; }

    public string? ScopeId { get; init; }
}

internal sealed record TerminateInstruction
{
    public Key? ElementInstanceKey { get; init; }

    public string? ElementId { get; init; }
}

internal sealed record MoveInstruction
{
    public required MoveSource SourceElementInstruction { get; init; }

    public required string TargetElementId { get; init; }

    public AncestorScope? AncestorScopeInstruction { get; init; }

    public IReadOnlyList<VariableInstruction>? VariableInstructions { get; init; }
}

internal sealed record MoveSource
{
    public string? SourceType { get; init; }

    public string? SourceElementId { get; init; }

    public Key? SourceElementInstanceKey { get; init; }
}

internal sealed record AncestorScope
{
    public required string AncestorScopeType { get; init; }

    public string? AncestorElementInstanceKey { get; init; }
}

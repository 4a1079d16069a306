using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Sandbox;

/// <summary>A run to play.</summary>
/// <param name="Text">The BPMN of the draft.</param>
/// <param name="Start">How it begins.</param>
/// <param name="Steps">What is done, in order; 300 at most.</param>
public sealed record PlaySandboxRequest(string? Text, SandboxStart? Start, IReadOnlyList<SandboxStep>? Steps)
{
    /// <summary>Drafts that stand for what is deployed; 20 at most.</summary>
    public IReadOnlyList<SandboxDraft>? Beside { get; init; }
}

/// <summary>A run after its steps.</summary>
/// <param name="View">As far as it went.</param>
/// <param name="RefusedStep">The step that could not be done, from 1; 0 when all were.</param>
/// <param name="Refused">Why it could not; null when all were.</param>
public sealed record SandboxPlayed(SandboxView View, int RefusedStep, string? Refused)
{
    /// <summary>The refusal with the fields that it names.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Problem? Problem { get; init; }
}

/// <summary>Plays a draft step by step. Nothing is written and nothing leaves.</summary>
public sealed class PlaySandbox
{
    private const int MaxBeside = 20;

    private readonly LoadModels _models;
    private readonly TimeProvider _clock;

    internal PlaySandbox(LoadModels models, TimeProvider clock) => (_models, _clock) = (models, clock);

    public async Task<Outcome<SandboxPlayed>> Handle(DeskUser user, PlaySandboxRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.DrawDesigns))
            return Problems.Forbidden(user.Language);
        if (request.Beside is { Count: > MaxBeside })
            return Problems.Invalid(user.Language, SandboxTexts.Words.Field("beside", "maxItems", "too-many-beside", user.Language));
        if (request.Steps?.Any(step => step is null) == true || request.Beside?.Any(draft => draft?.Text is null) == true)
            return Problems.Invalid(user.Language, SandboxTexts.Words.Field("steps", "required", "step-empty", user.Language));
        var start = request.Start ?? new();
        if (start.At == default)
            start = start with { At = _clock.GetUtcNow() };
        if (start.At.Year is < 2000 or > 2200)
            return Problems.Invalid(user.Language, SandboxTexts.Words.Field("start.at", "range", "start-range", user.Language));
        var models = await _models.Handle(user, request.Text, start.ProcessId, request.Beside ?? [], ct);
        if (models.Problem is { } unplayable)
            return unplayable;
        var played = await SandboxRun.Play(models.Value, start, request.Steps ?? []);
        return played.Run is null
            ? played.Refused!
            : new SandboxPlayed(await SandboxPicture.Of(played.Run), played.RefusedStep, played.Refused?.Detail)
            {
                Problem = played.Refused,
            };
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/designs/play",
                async (PlaySandboxRequest request, DeskUser user, PlaySandbox handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe(
                "PlaySandbox",
                "Play a draft step by step; nothing is written and nothing leaves",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict
            )
            .Produces<SandboxPlayed>();
}

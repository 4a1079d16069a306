using Baton.Desk.Designs;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Sandbox.Runs;

/// <summary>A text to play the kept runs on.</summary>
/// <param name="Text">The BPMN; null for the text of the design as it is saved.</param>
public sealed record RunTestRunsRequest(string? Text = null)
{
    /// <summary>Drafts that stand for what is deployed; 20 at most.</summary>
    public IReadOnlyList<SandboxDraft>? Beside { get; init; }
}

/// <summary>
/// Plays the kept runs of a process on a text, with decisions, forms and called processes as they are deployed now. Nothing is written.
/// </summary>
public sealed class TestRuns
{
    private const int MaxBeside = 20;

    private readonly LoadModels _models;
    private readonly DeskReader _reader;

    internal TestRuns(LoadModels models, DeskReader reader) => (_models, _reader) = (models, reader);

    /// <summary>Plays the runs on the design as it is saved; nothing for designs that are no processes.</summary>
    public async Task<Outcome<IReadOnlyList<TestRunResult>>> Check(DeskUser user, long designKey, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!Permissions.ReadDesigns.Any(user.May))
            return Problems.Forbidden(user.Language);
        var design = await RunDesigns.Find(_reader, user, designKey, ct);
        return design.Problem is null
            ? await Handle(user, design.Value.ProcessId, design.Value.Text, [], ct)
            : Outcome.Of<IReadOnlyList<TestRunResult>>([]);
    }

    /// <summary>Plays the runs of a process on a text, by name.</summary>
    public async Task<Outcome<IReadOnlyList<TestRunResult>>> Handle(
        DeskUser user,
        string processId,
        string? text,
        IReadOnlyList<SandboxDraft> beside,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(beside);
        if (!Permissions.ReadDesigns.Any(user.May))
            return Problems.Forbidden(user.Language);
        if (beside.Count > MaxBeside || beside.Any(draft => draft?.Text is null))
            return Problems.Invalid(user.Language, SandboxTexts.Words.Field("beside", "maxItems", "too-many-beside", user.Language));
        var rows = await _reader.Read(
            db => db.Set<TestRun>().Where(row => row.ProcessId == processId).OrderBy(row => row.Name).ToListAsync(ct),
            ct
        );
        if (rows.Count == 0)
            return Outcome.Of<IReadOnlyList<TestRunResult>>([]);
        var models = await _models.Handle(user, text, processId, beside, ct);
        if (models.Problem is { } unplayable)
            return unplayable;
        var results = new List<TestRunResult>();
        foreach (var row in rows)
            results.Add(await Play(models.Value, row));
        return results;
    }

    /// <summary>The first of the kept runs that comes out differently on the design, in a sentence; null where all pass.</summary>
    internal async Task<string?> FirstDifference(DeskUser user, Design design, CancellationToken ct)
    {
        if (design.Kind != DesignKind.Process)
            return null;
        var outcome = await Handle(user, design.ModelId, design.Text, [], ct);
        if (outcome.Problem is { } unplayable)
            return Reason(unplayable);
        return outcome.Value.FirstOrDefault(one => !one.Passed) is { } run
            ? SandboxTexts.Words.Get("run-stops", user.Language, ("run", run.Name), ("difference", run.Difference ?? ""))
            : null;
    }

    private static async Task<TestRunResult> Play(SandboxModels models, TestRun row)
    {
        var (language, steps) = (models.Language, RunJson.Read<List<SandboxStep>>(row.Steps));
        var expected = RunJson.Read<TestExpectation>(row.Expected);
        var played = await SandboxRun.Play(models, RunJson.Read<SandboxStart>(row.Start), steps);
        if (played.Run is not { } run)
            return Differs(SandboxTexts.Words.Get("run-not-begun", language, ("reason", Reason(played.Refused!))), null);
        var view = await SandboxPicture.Of(run);
        // Where it went another way says more than that a later step found nothing to do.
        var other = RunDifference.Of(expected, view, run.Log.NameOf, language);
        if (played.Refused is not { } refused)
            return other is { } found ? Differs(found.Text, found.ElementId) : new(row.Key, row.Name, true, null, null);
        var went = expected.Path is { } path && view.Path.Zip(path).Any(pair => pair.First != pair.Second);
        if (went && other is { } way)
            return Differs(way.Text, way.ElementId);
        var element = steps[played.RefusedStep - 1].Element;
        var text = SandboxTexts.Words.Get("run-step", language, ("step", $"{played.RefusedStep}"), ("reason", Reason(refused)));
        return Differs(text, element);

        TestRunResult Differs(string difference, string? elementId) => new(row.Key, row.Name, false, difference, elementId);
    }

    private static string Reason(Problem problem) =>
        problem.Fields.Count == 0 ? problem.Detail : string.Join(' ', problem.Fields.Select(field => field.Message));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/designs/{key:long}/runs/check",
                async (long key, RunTestRunsRequest request, DeskUser user, TestRuns handler, DeskReader reader, CancellationToken ct) =>
                {
                    var design = await RunDesigns.Find(reader, user, key, ct);
                    return design.Problem is { } problem
                        ? Answer.Problem(problem)
                        : Answer.Ok(
                            await handler.Handle(user, design.Value.ProcessId, request.Text ?? design.Value.Text, request.Beside ?? [], ct)
                        );
                }
            )
            .RequirePermission([.. Permissions.ReadDesigns])
            .Describe(
                "RunTestRuns",
                "Play the kept runs of a process on the design or on another text",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<IReadOnlyList<TestRunResult>>();
}

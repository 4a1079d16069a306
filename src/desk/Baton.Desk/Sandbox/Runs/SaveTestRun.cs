using System.Text.Json.Serialization;
using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Sandbox.Runs;

/// <summary>A run to keep.</summary>
/// <param name="Name">What it shows; 200 characters at most, once for each process.</param>
/// <param name="Start">How it begins.</param>
/// <param name="Steps">What is done; 300 at most.</param>
/// <param name="Expected">What must come of it.</param>
public sealed record SaveTestRunRequest(string? Name, SandboxStart? Start, IReadOnlyList<SandboxStep>? Steps, TestExpectation? Expected)
{
    /// <summary>The run to change; null for another one.</summary>
    [JsonIgnore]
    public long? Key { get; init; }

    /// <summary>The version that was read; null to overwrite whatever there is.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Keeps a run for the drafts of a process, or changes one.</summary>
public sealed class SaveTestRun(BatonRuntime runtime)
{
    internal const int NameMaxLength = 200;
    private const int MostOfProcess = 100;
    private const int MostCharacters = 500_000;

    public async Task<Outcome<TestRunView>> Handle(DeskUser user, string processId, SaveTestRunRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.DrawDesigns))
            return Problems.Forbidden(user.Language);
        if (Check(user, request) is { Count: > 0 } faults)
            return Problems.Invalid(user.Language, faults);
        return await runtime.Write<TestRunView>(unit => Save(unit, user, processId, request, ct), ct);
    }

    /// <summary>Pure.</summary>
    private static List<FieldProblem> Check(DeskUser user, SaveTestRunRequest request)
    {
        var faults = new List<FieldProblem>();
        var name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > NameMaxLength)
            faults.Add(SandboxTexts.Words.Field("name", "length", "run-name", user.Language, ("max", $"{NameMaxLength}")));
        if (request.Start is null || request.Start.At.Year is < 2000 or > 2200)
            faults.Add(SandboxTexts.Words.Field("start", "range", "start-range", user.Language));
        if (request.Steps?.Any(step => step is null) == true)
            faults.Add(SandboxTexts.Words.Field("steps", "required", "step-empty", user.Language));
        else if (request.Steps?.Count > SandboxLimits.MaxSteps)
            faults.Add(
                SandboxTexts.Words.Field("steps", "maxItems", "too-many-steps", user.Language, ("max", $"{SandboxLimits.MaxSteps}"))
            );
        if (request.Expected is not ({ Path: not null } or { Variables.Count: > 0 } or { IsEnded: not null }))
            faults.Add(SandboxTexts.Words.Field("expected", "required", "expect-something", user.Language));
        if (faults.Count == 0 && RunJson.Write(request).Length > MostCharacters)
            faults.Add(SandboxTexts.Words.Field("steps", "maxLength", "run-large", user.Language));
        return faults;
    }

    private static async ValueTask<Outcome<TestRunView>> Save(
        UnitOfWork unit,
        DeskUser user,
        string processId,
        SaveTestRunRequest request,
        CancellationToken ct
    )
    {
        await using var db = DeskDb.In(unit, user);
        var runs = db.Set<TestRun>();
        var name = request.Name!.Trim();
        var row = request.Key is { } key ? await runs.SingleOrDefaultAsync(one => one.Key == key && one.ProcessId == processId, ct) : null;
        if (request.Key is not null && row is null)
            return SandboxTexts.Words.NotFound("run", user.Language);
        if (row is not null && Problems.UnlessVersion(request.Version, row.Version, user.Language) is { } changed)
            return changed;
        if (await runs.AnyAsync(one => one.ProcessId == processId && one.Name == name && one.Key != request.Key, ct))
            return SandboxTexts.Words.Exists("run-exists", user.Language, ("name", name));
        if (row is null && await runs.CountAsync(one => one.ProcessId == processId, ct) >= MostOfProcess)
            return SandboxTexts.Words.Rejected("too-many-runs", user.Language, ("max", $"{MostOfProcess}"));
        row ??= db.Add(
            new TestRun
            {
                Key = unit.NextKey(),
                ProcessId = processId,
                Name = name,
                Start = "",
                Steps = "",
                Expected = "",
                SavedBy = user.UserName,
                SavedAt = unit.Now,
                Version = 0,
            }
        ).Entity;
        (row.Name, row.SavedBy, row.SavedAt, row.Version) = (name, user.UserName, unit.Now, row.Version + 1);
        row.Start = RunJson.Write(request.Start!);
        row.Steps = RunJson.Write(request.Steps ?? []);
        row.Expected = RunJson.Write(request.Expected!);
        await db.SaveChangesAsync(ct);
        return TestRunView.Of(row, await DeskUsers.Names(db, [row.SavedBy], ct));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/designs/{key:long}/runs",
                async (long key, SaveTestRunRequest request, DeskUser user, SaveTestRun handler, DeskReader reader, CancellationToken ct) =>
                {
                    var design = await RunDesigns.Find(reader, user, key, ct);
                    return design.Problem is { } problem
                        ? Answer.Problem(problem)
                        : Answer.Created(
                            await handler.Handle(user, design.Value.ProcessId, request, ct),
                            run => $"/api/designs/{key}/runs/{run.Key}"
                        );
                }
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe(
                "SaveTestRun",
                "Keep a run for the drafts of a process",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<TestRunView>(StatusCodes.Status201Created);
        routes
            .MapPut(
                "/designs/{key:long}/runs/{run:long}",
                async (
                    long key,
                    long run,
                    SaveTestRunRequest request,
                    DeskUser user,
                    SaveTestRun handler,
                    DeskReader reader,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                {
                    var design = await RunDesigns.Find(reader, user, key, ct);
                    return design.Problem is { } problem
                        ? Answer.Problem(problem)
                        : Answer.Ok(
                            await handler.Handle(
                                user,
                                design.Value.ProcessId,
                                request with
                                {
                                    Key = run,
                                    Version = Answer.IfMatch(context),
                                },
                                ct
                            ),
                            context,
                            saved => saved.Version
                        );
                }
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe(
                "ChangeTestRun",
                "Change a kept run",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<TestRunView>();
    }
}

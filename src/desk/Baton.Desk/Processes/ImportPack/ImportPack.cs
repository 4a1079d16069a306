using System.Globalization;
using System.Security.Cryptography;
using Baton.Desk.Http;
using Baton.Desk.Processes.Deploy;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Engine;
using Baton.Runtime;
using Baton.Runtime.Deployments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Processes.ImportPack;

/// <summary>What an import did.</summary>
/// <param name="Id">The pack.</param>
/// <param name="Version">The version that is installed now.</param>
/// <param name="PreviousVersion">The one before; null for a first import.</param>
/// <param name="Change">installed, updated or unchanged.</param>
/// <param name="HasDemo">Whether the demo people and customers are there.</param>
/// <param name="ContentDiffers">True when the same version was imported with other files: nothing changed, raise the version.</param>
public sealed record ImportPackResult(string Id, string Version, string? PreviousVersion, string Change, bool HasDemo, bool ContentDiffers)
{
    public const string Installed = "installed";
    public const string Updated = "updated";
    public const string Unchanged = "unchanged";
}

/// <summary>
/// Imports a pack in one unit of work: models are deployed, roles, departments, categories, case types and words are brought up to the pack, or
/// nothing happens and all problems are told.
/// </summary>
public sealed class ImportPack
{
    private readonly BatonRuntime _runtime;
    private readonly PackDemoData _demo;
    private readonly PackFieldRights _fieldRights;
    private readonly PackTexts _texts;
    private readonly DemoOptions _options;

    internal ImportPack(
        BatonRuntime runtime,
        PackDemoData demo,
        PackFieldRights fieldRights,
        PackTexts texts,
        IOptions<DemoOptions> options
    )
    {
        _runtime = runtime;
        _demo = demo;
        _fieldRights = fieldRights;
        _texts = texts;
        _options = options.Value;
    }

    /// <summary>Imports on behalf of an administrator; whether with demo data says the configuration.</summary>
    public async Task<Outcome<ImportPackResult>> Handle(DeskUser user, PackFiles files, CancellationToken ct) =>
        user.May(Permissions.AdministerPacks) ? await Import(files, _options.Load, user, ct) : Problems.Forbidden(user.Language);

    /// <summary>Imports on behalf of the program itself: at start and from the command line.</summary>
    public Task<Outcome<ImportPackResult>> Import(PackFiles files, bool withDemo, CancellationToken ct) =>
        Import(files, withDemo, null, ct);

    /// <summary>Imports every pack below a folder, in the order of their names; stops at the first that is refused.</summary>
    public async Task<Outcome<IReadOnlyList<ImportPackResult>>> ImportAll(string folder, bool withDemo, CancellationToken ct)
    {
        var results = new List<ImportPackResult>();
        if (!Directory.Exists(folder))
            return results;
        foreach (var pack in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Where(IsPack))
        {
            var outcome = await Import(PackFiles.FromFolder(pack), withDemo, ct);
            if (outcome.Problem is { } problem)
                return problem with { Detail = $"{Path.GetFileName(pack)}: {problem.Detail}" };
            results.Add(outcome.Value);
        }

        return results;
    }

    private static bool IsPack(string folder) => File.Exists(Path.Combine(folder, "pack.json"));

    private async Task<Outcome<ImportPackResult>> Import(PackFiles files, bool withDemo, DeskUser? user, CancellationToken ct)
    {
        var language = user?.Language ?? Languages.Default;
        var reading = PackReading.Of(files);
        if (!reading.IsValid)
            return Broken(reading.Problems, language);
        var pack = reading.Pack;
        var zip = pack.Files.ToZip();
        if (withDemo && pack.Demo is not null)
            _demo.Prepare();
        Outcome<ImportPackResult>? outcome = null;
        await _fieldRights.Around(
            pack,
            async () =>
            {
                outcome = await _runtime.Write<ImportPackResult>(
                    async unit =>
                    {
                        await using var db = DeskDb.In(unit, user);
                        return await Import(unit, db, pack, zip, withDemo, user, language, ct);
                    },
                    ct
                );
                return outcome.Value.Succeeded;
            },
            ct
        );
        return outcome!.Value;
    }

    private async ValueTask<Outcome<ImportPackResult>> Import(
        UnitOfWork unit,
        DeskDb db,
        Pack pack,
        byte[] zip,
        bool withDemo,
        DeskUser? user,
        string language,
        CancellationToken ct
    )
    {
        var installed = await db.Set<InstalledPack>().SingleOrDefaultAsync(row => row.Id == pack.Id, ct);
        var sha = Convert.ToHexStringLower(SHA256.HashData(zip));
        var change = Decide(installed?.Version, pack.Version);
        if (change is null)
            return Problem.Conflict("pack.older", ProcessTexts.Get("older", language, installed!.Version, pack.Version));
        var makeDemo = withDemo && pack.Demo is not null && installed?.HasDemo != true;
        var previous = installed?.Version;
        if (change != ImportPackResult.Unchanged)
        {
            var resources = pack.Resources.Select(resource => new DeploymentResource(resource.Path, resource.Content)).ToList();
            if (resources.Count > 0)
            {
                var deployed = await unit.Engine.Deploy(resources);
                if (deployed.Problem is { } refused)
                    return refused;
                db.Note(DeploymentChange.Of(deployed.Value));
            }
            if (await PackContents.Write(unit, db, pack, language, ct) is { } problem)
                return problem;
            installed ??= db.Add(New(pack, sha, zip)).Entity;
            Note(installed, pack, sha, zip, unit.Now, user);
        }

        if (makeDemo)
        {
            if (await _demo.Write(unit, db, pack.Demo!, user, ct) is { } problem)
                return problem;
            installed!.HasDemo = true;
        }

        await db.SaveChangesAsync(ct);
        unit.AfterCommit(_texts.Invalidate);
        var differs = change == ImportPackResult.Unchanged && installed!.Sha256 != sha;
        return new ImportPackResult(pack.Id, installed!.Version, previous, change, installed.HasDemo, differs);
    }

    /// <summary>What an import of <paramref name="version"/> is; null when it must not be.</summary>
    internal static string? Decide(string? installed, PackVersion version)
    {
        if (installed is null || !PackVersion.TryParse(installed, out var before))
            return ImportPackResult.Installed;
        return version.CompareTo(before) switch
        {
            0 => ImportPackResult.Unchanged,
            > 0 => ImportPackResult.Updated,
            _ => null,
        };
    }

    private static InstalledPack New(Pack pack, string sha, byte[] zip) =>
        new()
        {
            Id = pack.Id,
            Version = pack.Version.ToString(),
            Name = pack.Name,
            Description = pack.Description ?? LocalizedText.Same(""),
            Sha256 = sha,
            Content = zip,
        };

    private static void Note(InstalledPack row, Pack pack, string sha, byte[] zip, DateTimeOffset now, DeskUser? user)
    {
        row.Version = pack.Version.ToString();
        row.Name = pack.Name;
        row.Description = pack.Description ?? LocalizedText.Same("");
        row.Sha256 = sha;
        row.Content = zip;
        row.ImportedAt = now;
        row.ImportedBy = user?.UserName;
    }

    private static Problem Broken(IReadOnlyList<PackProblem> problems, string language) =>
        new(
            RejectionKind.InvalidArgument,
            "pack.broken",
            ProcessTexts.Get("broken", language, problems.Count),
            [.. problems.Select(problem => new FieldProblem(Field(problem), "pack", problem.Message))]
        );

    private static string Field(PackProblem problem) =>
        string.Create(CultureInfo.InvariantCulture, $"{problem.File}{(problem.Place.Length == 0 ? "" : " ")}{problem.Place}");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/packs",
                async (HttpRequest request, DeskUser user, ImportPack handler, CancellationToken ct) =>
                {
                    using var zip = new MemoryStream();
                    if (!await CopyBounded(request.Body, zip, ct))
                        return Answer.Problem(Problem.Invalid(Answer.TooLarge, $"Expected at most {PackFiles.MaxTotalBytes} bytes."));
                    zip.Position = 0;
                    return Answer.Ok(await handler.Handle(user, PackFiles.FromZip(zip), ct));
                }
            )
            .RequirePermission(Permissions.AdministerPacks)
            .Describe(
                "ImportPack",
                "Import a solution pack; the body is the zip",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict,
                StatusCodes.Status413PayloadTooLarge
            )
            .Produces<ImportPackResult>();

    private static async Task<bool> CopyBounded(Stream body, MemoryStream target, CancellationToken ct)
    {
        var buffer = new byte[81920];
        int read;
        while ((read = await body.ReadAsync(buffer, ct)) > 0)
        {
            if (target.Length + read > PackFiles.MaxTotalBytes)
                return false;
            target.Write(buffer, 0, read);
        }

        return true;
    }
}

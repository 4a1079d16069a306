using System.Globalization;
using Baton.Desk.Designs;
using Baton.Desk.Designs.Versions;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.Versions.Differences;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Versions;

/// <summary>Two versions to compare.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Id">The id that the versions share; of decisions that of the file or of one decision in it.</param>
/// <param name="From">The earlier one: a number, or <c>design:KEY</c> for a draft.</param>
/// <param name="To">The later one, likewise.</param>
public sealed record CompareVersionsRequest(DesignKind Kind, string Id, string From, string To);

/// <summary>What differs between two versions, in the reader's words.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Id">The id that the versions share.</param>
/// <param name="Name">The name of the later one.</param>
/// <param name="From">The earlier one.</param>
/// <param name="To">The later one.</param>
/// <param name="Elements">Of a process: each element that differs.</param>
/// <param name="Decisions">Of decisions: each decision that differs.</param>
/// <param name="Fields">Of a form: each field that differs.</param>
public sealed record VersionComparison(
    DesignKind Kind,
    string Id,
    string Name,
    ComparedVersion From,
    ComparedVersion To,
    IReadOnlyList<ElementDifference> Elements,
    IReadOnlyList<DecisionChange> Decisions,
    IReadOnlyList<FieldDifference> Fields
)
{
    /// <summary>Of a process: what elements of the earlier one are called in the reader's language, by id, where it does not say so itself.</summary>
    public IReadOnlyDictionary<string, string> NamesBefore { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The same of the later one.</summary>
    public IReadOnlyDictionary<string, string> NamesAfter { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>True where nothing differs at all.</summary>
    public bool IsSame => Elements.Count + Decisions.Count + Fields.Count == 0;
}

/// <summary>One of the two.</summary>
/// <param name="Which">A number, or <c>design:KEY</c>.</param>
/// <param name="Version">Its number; null for a draft.</param>
/// <param name="IsReadable">False where its text is none of its kind: then it counts as empty.</param>
/// <param name="Text">The whole XML or JSON.</param>
public sealed record ComparedVersion(string Which, int? Version, bool IsReadable, string Text);

/// <summary>Compares two versions, or a version with a draft, for those who look after processes.</summary>
public sealed class CompareVersions(EngineSearch search, DeskReader reader, PackTexts texts)
{
    private const string DesignPrefix = "design:";

    public async Task<Outcome<VersionComparison>> Handle(DeskUser user, CompareVersionsRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!Permissions.ReadDefinitions.Any(user.May))
            return Problems.Forbidden(user.Language);
        if (!Enum.IsDefined(request.Kind))
            return Problems.Invalid(user.Language, VersionTexts.Words.Field("kind", "unknown", "unknown-kind", user.Language));
        if (request.Id.Contains('\0', StringComparison.Ordinal))
            return VersionTexts.Words.NotFound("version", user.Language);
        var from = await Find(user, "from", request, request.From, ct);
        if (from.Problem is { } noFrom)
            return noFrom;
        var to = await Find(user, "to", request, request.To, ct);
        if (to.Problem is { } noTo)
            return noTo;
        var words = new DifferenceWords(user.Language, request.Id, await texts.Words(ct));
        return Compare(request, from.Value, to.Value, words);
    }

    private static VersionComparison Compare(
        CompareVersionsRequest request,
        ComparedVersion from,
        ComparedVersion to,
        DifferenceWords words
    )
    {
        var (before, after) = (from.Text, to.Text);
        var isProcess = request.Kind == DesignKind.Process;
        var name = DesignIdentity.Of(request.Kind, after)?.Name ?? request.Id;
        var (old, fresh) = isProcess ? (ProcessShape.Read(before), ProcessShape.Read(after)) : (new ProcessShape(), new ProcessShape());
        return new(
            request.Kind,
            request.Id,
            name,
            from,
            to,
            isProcess ? words.Say(ProcessDifference.Between(old, fresh), old, fresh) : [],
            request.Kind == DesignKind.Decision ? words.Say(DecisionDifference.Between(before, after)) : [],
            request.Kind == DesignKind.Form ? words.Say(FormDifference.Between(before, after)) : []
        )
        {
            NamesBefore = words.Names(old),
            NamesAfter = words.Names(fresh),
        };
    }

    private async Task<Outcome<ComparedVersion>> Find(
        DeskUser user,
        string field,
        CompareVersionsRequest request,
        string which,
        CancellationToken ct
    )
    {
        if (which.StartsWith(DesignPrefix, StringComparison.Ordinal))
        {
            if (!Permissions.ReadDesigns.Any(user.May))
                return Problems.Forbidden(user.Language);
            var design = long.TryParse(which[DesignPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var key)
                ? await reader.Read(db => DesignGuard.Find(db, key, ct), ct)
                : null;
            return design is null || design.Kind != request.Kind
                ? VersionTexts.Words.NotFound("design", user.Language)
                : Compared(which, null, design.Text);
        }
        if (!int.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return Problems.Invalid(user.Language, VersionTexts.Words.Field(field, "unknown", "unknown-version", user.Language));
        var id = await DeployedModels.FileOf(search, request.Kind, request.Id, ct);
        return
            await DeployedModels.Find(search, request.Kind, id, version, ct) is { } row
            && await DeployedModels.Text(search, request.Kind, row.Key, ct) is { } text
            ? Compared(which, version, text)
            : VersionTexts.Words.NotFound("version", user.Language);

        ComparedVersion Compared(string name, int? number, string text) =>
            new(name, number, DesignIdentity.Of(request.Kind, text) is not null, text);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/versions/compare",
                async (
                    Word<DesignKind> kind,
                    string id,
                    string from,
                    string to,
                    DeskUser user,
                    CompareVersions handler,
                    CancellationToken ct
                ) => Answer.Ok(await handler.Handle(user, new(kind.Value, id, from, to), ct))
            )
            .RequirePermission([.. Permissions.ReadDefinitions])
            .Describe(
                "CompareVersions",
                "What differs between two versions of a process, decision or form, or between a version and a draft",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<VersionComparison>();
}

using Baton.Desk.Designs;
using Baton.Desk.Designs.Versions;
using Baton.Desk.Http;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Conversion;

/// <summary>Files to look at, or to begin designs from.</summary>
/// <param name="Files">Models (.bpmn, .dmn, .form) or ZIP files of them; 100 at most.</param>
public sealed record ImportModelsRequest(IReadOnlyList<UploadedFile> Files)
{
    /// <summary>Names of the models to take, as the preview names them; null for all that can be read.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Begin copies with ids of their own, instead of next versions of what is deployed under the same id.</summary>
    public bool AsCopies { get; init; }
}

/// <summary>A model and what it would become.</summary>
/// <param name="Name">The file, with the ZIP file before it.</param>
/// <param name="Kind">What it is; null where it is no model.</param>
/// <param name="ModelId">The id that its versions share; null where it has none.</param>
/// <param name="Title">Its name; null where it has none.</param>
/// <param name="IsConverted">It was drawn for another engine and was converted.</param>
/// <param name="DeployedVersion">The newest version that is deployed under the id; null where there is none.</param>
/// <param name="Notes">What became of what in the conversion.</param>
/// <param name="Findings">What a deployment would say of it.</param>
/// <param name="Fault">Why it cannot be taken; null where it can.</param>
/// <param name="Text">The text that the design would begin with; empty where it cannot be taken.</param>
public sealed record ImportedModel(
    string Name,
    DesignKind? Kind,
    string? ModelId,
    string? Title,
    bool IsConverted,
    int? DeployedVersion,
    IReadOnlyList<ConversionNote> Notes,
    IReadOnlyList<DesignFinding> Findings,
    string? Fault,
    string Text
);

/// <summary>Says what uploaded models would become, for those who draw.</summary>
public sealed class PreviewImport(EngineSearch search)
{
    public async Task<Outcome<IReadOnlyList<ImportedModel>>> Handle(DeskUser user, ImportModelsRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.DrawDesigns))
            return Problems.Forbidden(user.Language);
        if (Check(user, request) is { } wrong)
            return wrong;
        var models = new List<ImportedModel>();
        foreach (var model in UploadedModels.Read(request.Files))
            models.Add(await Look(user, model, ct));
        return models;
    }

    private static Problem? Check(DeskUser user, ImportModelsRequest request)
    {
        var words = ConversionTexts.Words;
        if (request.Files is not { Count: > 0 and <= UploadedModels.MostFiles })
            return Problems.Invalid(
                user.Language,
                words.Field("files", "range", "files", user.Language, ("max", $"{UploadedModels.MostFiles}"))
            );
        return request.Files.Any(file => file is null || string.IsNullOrWhiteSpace(file.Name) || file.Content is not { Length: > 0 })
            ? Problems.Invalid(user.Language, words.Field("files", "required", "file", user.Language))
            : null;
    }

    private async Task<ImportedModel> Look(DeskUser user, UploadedModel model, CancellationToken ct)
    {
        if (model.Kind is not { } kind)
            return Refused(model.Fault!);
        if (ModelConversion.Convert(kind, model.Text) is not { } converted)
            return Refused("unreadable");
        if (DesignIdentity.Of(kind, converted.Text) is not { } identity)
            return Refused("no-id");
        var deployed = await DeployedModels.Find(search, kind, identity.Id, null, ct);
        return new(
            model.Name,
            kind,
            identity.Id,
            identity.Name,
            converted.WasForeign,
            deployed?.Version,
            [.. converted.Notes.Select(note => note with { Message = ConversionWords.Say(note, user.Language) })],
            DesignChecks.Of(kind, converted.Text, user.Language),
            null,
            converted.Text
        );

        ImportedModel Refused(string code) =>
            new(model.Name, model.Kind, null, null, false, null, [], [], ConversionTexts.Words.Get("fault." + code, user.Language), "");
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/conversion/preview",
                async (ImportModelsRequest request, DeskUser user, PreviewImport handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(Permissions.DrawDesigns)
            .Describe(
                "PreviewImport",
                "What uploaded models would become, with a report of the conversion",
                StatusCodes.Status400BadRequest
            )
            .Produces<IReadOnlyList<ImportedModel>>();
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Runtime;
using Baton.Runtime.Documents;
using Baton.Server.EngineApi.Json;
using Baton.Server.Problems;

namespace Baton.Server.EngineApi;

/// <summary>Keeps documents beside the variables of processes, and gives them back.</summary>
internal static class DocumentEndpoints
{
    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost("/documents", Create);
        engine.MapPost("/documents/batch", CreateMany);
        engine.MapGet("/documents/{documentId}", Download);
        engine.MapDelete("/documents/{documentId}", Delete);
        engine.MapPost("/documents/{documentId}/links", Link);
    }

    private static async Task<IResult> Create(
        HttpRequest request,
        string? storeId,
        string? documentId,
        BatonRuntime runtime,
        CancellationToken ct
    )
    {
        CheckStore(storeId);
        AddDocumentRequest wanted = (await DocumentForm.ReadOne(request, ct)) with { DocumentId = documentId };
        Outcome<Document> outcome = await runtime.Documents.Add(wanted, ct);
        return outcome.Problem is { } problem
            ? EngineProblem.Rejected("Document:CREATE", problem)
            : EngineJson.Created(DocumentReference.Of(outcome.Value));
    }

    /// <summary>Each document stands for itself: those that can be kept are, and the answer says which were not.</summary>
    private static async Task<IResult> CreateMany(HttpRequest request, string? storeId, BatonRuntime runtime, CancellationToken ct)
    {
        CheckStore(storeId);
        var created = new List<DocumentReference>();
        var failed = new List<DocumentFailure>();
        foreach (AddDocumentRequest wanted in await DocumentForm.ReadMany(request, ct))
        {
            Outcome<Document> outcome = await runtime.Documents.Add(wanted, ct);
            if (outcome.Problem is { } problem)
            {
                failed.Add(DocumentFailure.Of(wanted.FileName, problem));
            }
            else
            {
                created.Add(DocumentReference.Of(outcome.Value));
            }
        }
        var answer = new DocumentsAnswer(failed, created);
        return failed.Count > 0 ? EngineJson.Answer(answer, StatusCodes.Status207MultiStatus) : EngineJson.Created(answer);
    }

    /// <summary>Always a file to save, never a page to show: what it holds comes from elsewhere.</summary>
    private static async Task<IResult> Download(
        string documentId,
        string? storeId,
        string? contentHash,
        BatonRuntime runtime,
        HttpResponse response,
        CancellationToken ct
    )
    {
        CheckStore(storeId);
        if (await runtime.Documents.Find(documentId, ct) is not { } document)
        {
            return Missing(documentId);
        }
        CheckHash(document, contentHash);
        response.ContentLength = document.Size;
        return TypedResults.Stream(target => runtime.Documents.CopyTo(document, target, ct), document.ContentType, document.FileName);
    }

    private static async Task<IResult> Delete(string documentId, string? storeId, BatonRuntime runtime, CancellationToken ct)
    {
        CheckStore(storeId);
        return (await runtime.Documents.Delete(documentId, ct)).Problem is { } problem
            ? EngineProblem.Rejected("Document:DELETE", problem)
            : TypedResults.NoContent();
    }

    /// <summary>Whoever has a link needs no sign-in; a store that checks every reader makes none.</summary>
    private static async Task<IResult> Link(
        string documentId,
        string? storeId,
        string? contentHash,
        Body<DocumentLinkBody> _,
        BatonRuntime runtime,
        CancellationToken ct
    )
    {
        CheckStore(storeId);
        if (await runtime.Documents.Find(documentId, ct) is not { } document)
        {
            return Missing(documentId);
        }
        CheckHash(document, contentHash);
        return EngineProblem.NotSupported(
            $"The document store '{DocumentStore.Id}' makes no links, as everybody who reads a document must sign in. "
                + $"Read it by GET /v2/documents/{documentId}."
        );
    }

    private static void CheckStore(string? storeId)
    {
        if (storeId is not (null or "" or DocumentStore.Id))
        {
            throw new BadHttpRequestException(
                $"The parameter 'storeId' is '{storeId}', but there is one store only: leave it out, or send '{DocumentStore.Id}'."
            );
        }
    }

    private static void CheckHash(Document document, string? contentHash)
    {
        if (contentHash is not (null or "") && !string.Equals(contentHash, document.ContentHash, StringComparison.OrdinalIgnoreCase))
        {
            throw new BadHttpRequestException(
                $"The parameter 'contentHash' is '{contentHash}', but document '{document.DocumentId}' has another. Send the one of its reference."
            );
        }
    }

    private static IResult Missing(string documentId) => EngineProblem.NotFound($"There is no document with the id '{documentId}'.");
}

internal sealed record DocumentLinkBody
{
    /// <summary>Milliseconds.</summary>
    public long? TimeToLive { get; init; }
}

/// <summary>What a variable holds in place of a document.</summary>
internal sealed record DocumentReference(
    [property: JsonPropertyName("camunda.document.type")] string Type,
    string StoreId,
    string DocumentId,
    string ContentHash,
    DocumentMetadataView Metadata
)
{
    public static DocumentReference Of(Document document) =>
        new("camunda", DocumentStore.Id, document.DocumentId, document.ContentHash, DocumentMetadataView.Of(document));
}

internal sealed record DocumentMetadataView(
    string ContentType,
    string FileName,
    DateTimeOffset? ExpiresAt,
    long Size,
    string? ProcessDefinitionId,
    Key? ProcessInstanceKey,
    JsonElement CustomProperties
)
{
    public static DocumentMetadataView Of(Document document) =>
        new(
            document.ContentType,
            document.FileName,
            document.ExpiresAt,
            document.Size,
            document.ProcessDefinitionId,
            Key.Of(document.ProcessInstanceKey),
            JsonElement.Parse(document.CustomProperties)
        );
}

internal sealed record DocumentsAnswer(IReadOnlyList<DocumentFailure> FailedDocuments, IReadOnlyList<DocumentReference> CreatedDocuments);

internal sealed record DocumentFailure(string FileName, int Status, string Title, string Detail)
{
    public static DocumentFailure Of(string fileName, Problem problem)
    {
        (int status, string title) = EngineProblem.Kind(problem);
        return new(fileName, status, title, problem.Detail);
    }
}

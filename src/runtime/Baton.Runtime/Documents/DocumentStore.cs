using System.Security.Cryptography;
using Baton.Runtime.Time;

namespace Baton.Runtime.Documents;

/// <summary>
/// Keeps documents in the database. A document never changes; it is deleted by hand, or when it expires. Safe for any number of threads.
/// </summary>
public sealed class DocumentStore
{
    /// <summary>The only store there is, by the name that references carry.</summary>
    public const string Id = "database";

    private readonly BatonRuntime _runtime;
    private readonly RuntimeOptions _options;

    internal DocumentStore(BatonRuntime runtime, RuntimeOptions options)
    {
        _runtime = runtime;
        _options = options;
    }

    /// <summary>
    /// Keeps a document. Refused when it is larger than <see cref="RuntimeOptions.MaxDocumentBytes"/>, when it would be gone at once, and
    /// when there is one with its id.
    /// </summary>
    public async Task<Outcome<Document>> Add(AddDocumentRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (DocumentRules.Refuse(request, _options.MaxDocumentBytes, _runtime.Clock.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }
        var document = new Document
        {
            DocumentId = request.DocumentId ?? Guid.NewGuid().ToString(),
            FileName = request.FileName,
            ContentType = request.ContentType,
            Size = request.Content.Length,
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(request.Content.Span)),
            ExpiresAt = request.ExpiresAt is { } at ? Instant.Truncate(at) : null,
            ProcessDefinitionId = request.ProcessDefinitionId,
            ProcessInstanceKey = request.ProcessInstanceKey,
            CustomProperties = request.CustomProperties,
        };
        return await _runtime
            .Write(unit => new ValueTask<Outcome<Document>>(DocumentRows.Insert(unit, document, request.Content)), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>The document with this id; null when there is none, or none any more.</summary>
    public Task<Document?> Find(string documentId, CancellationToken cancellationToken = default)
    {
        var now = Instant.ToMilliseconds(_runtime.Clock.GetUtcNow());
        return _runtime.Read(connection => new ValueTask<Document?>(DocumentRows.Find(connection, documentId, now)), cancellationToken);
    }

    /// <summary>Writes the content of a document to <paramref name="target"/>, part by part.</summary>
    /// <exception cref="EndOfStreamException">The document was deleted meanwhile.</exception>
    public async Task CopyTo(Document document, Stream target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(target);
        long written = 0;
        for (var part = 0; written < document.Size; part++)
        {
            var number = part;
            var content =
                await _runtime
                    .Read(
                        connection => new ValueTask<byte[]?>(DocumentRows.Part(connection, document.DocumentId, number)),
                        cancellationToken
                    )
                    .ConfigureAwait(false)
                ?? throw new EndOfStreamException(
                    $"Expected to read document {document.DocumentId} to its end, but it was deleted meanwhile. Ask for it again."
                );
            await target.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            written += content.Length;
        }
    }

    /// <summary>Deletes a document.</summary>
    public Task<Outcome<Done>> Delete(string documentId, CancellationToken cancellationToken = default) =>
        _runtime.Write(unit => new ValueTask<Outcome<Done>>(DocumentRows.Delete(unit, documentId)), cancellationToken);
}

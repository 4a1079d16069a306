using System.Data.Common;
using Baton.Engine;
using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Documents;

/// <summary>Writes and reads the rows of documents. The content lies in parts, so that no row is large.</summary>
internal static class DocumentRows
{
    private const int PartBytes = 512 * 1024;

    private const string Columns =
        "document_id, file_name, content_type, size, content_hash, process_id, process_instance_key, custom_properties, expires_at";

    private const string InsertSql = $"""
        INSERT INTO engine_document ({Columns}, created_at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9)
        ON CONFLICT DO NOTHING
        """;

    private const string FindSql =
        $"SELECT {Columns} FROM engine_document WHERE document_id = @p0 AND (expires_at IS NULL OR expires_at > @p1)";

    public static Document? Find(DbConnection connection, string documentId, long now) =>
        connection.List(Of, FindSql, documentId, now).FirstOrDefault();

    public static byte[]? Part(DbConnection connection, string documentId, long part) =>
        connection
            .List(
                row => row.GetFieldValue<byte[]>(0),
                "SELECT content FROM engine_document_part WHERE document_id = @p0 AND part = @p1",
                documentId,
                part
            )
            .FirstOrDefault();

    public static Outcome<Document> Insert(UnitOfWork unit, Document document, ReadOnlyMemory<byte> content)
    {
        // An id may be given again from the instant at which its document expires, whether or not anybody has cleaned up.
        RemoveExpired(unit, document.DocumentId);
        if (InsertDocument(unit, document) == 0)
        {
            return new Problem(
                RejectionKind.AlreadyExists,
                "document.exists",
                $"Expected to keep document {document.DocumentId}, but there is one with this id. Choose another, or delete that one first."
            );
        }
        InsertParts(unit, document.DocumentId, content);
        if (document.ExpiresAt is not null)
        {
            unit.Engine.Instances.WakeDue();
        }
        return document;
    }

    /// <summary>Removes a document that is there and has not expired.</summary>
    public static Outcome<Done> Delete(UnitOfWork unit, string documentId) =>
        Remove(unit, "DELETE FROM engine_document WHERE document_id = @p0 AND (expires_at IS NULL OR expires_at > @p1)", documentId)
            ? Done.Outcome
            : Problem.NotFound("document.unknown", $"Expected to delete document {documentId}, but there is none with this id.");

    /// <summary>Removes a document if it has expired; its id may meanwhile belong to one that has not.</summary>
    public static void RemoveExpired(UnitOfWork unit, string documentId) =>
        Remove(unit, "DELETE FROM engine_document WHERE document_id = @p0 AND expires_at <= @p1", documentId);

    private static bool Remove(UnitOfWork unit, string sql, string documentId)
    {
        unit.Rows.Send();
        if (unit.Group.Store.Query(sql).With(documentId).With(Instant.ToMilliseconds(unit.Now)).Execute() == 0)
        {
            return false;
        }
        unit.Group.Store.Query("DELETE FROM engine_document_part WHERE document_id = @p0").With(documentId).Execute();
        return true;
    }

    private static int InsertDocument(UnitOfWork unit, Document document) =>
        unit
            .Group.Store.Query(InsertSql)
            .With(document.DocumentId)
            .With(document.FileName)
            .With(document.ContentType)
            .With(document.Size)
            .With(document.ContentHash)
            .With(document.ProcessDefinitionId)
            .With(document.ProcessInstanceKey)
            .With(document.CustomProperties)
            .With(Instant.ToMilliseconds(document.ExpiresAt))
            .With(Instant.ToMilliseconds(unit.Now))
            .Execute();

    private static void InsertParts(UnitOfWork unit, string documentId, ReadOnlyMemory<byte> content)
    {
        for (var part = 0; part * PartBytes < content.Length; part++)
        {
            var from = part * PartBytes;
            unit.Group.Store.Query("INSERT INTO engine_document_part (document_id, part, content) VALUES (@p0, @p1, @p2)")
                .With(documentId)
                .With((long)part)
                .With(content.Slice(from, Math.Min(PartBytes, content.Length - from)).ToArray())
                .Execute();
        }
    }

    private static Document Of(DbDataReader row) =>
        new()
        {
            DocumentId = row.GetString(0),
            FileName = row.GetString(1),
            ContentType = row.GetString(2),
            Size = row.GetInt64(3),
            ContentHash = row.GetString(4),
            ProcessDefinitionId = row.Text(5),
            ProcessInstanceKey = row.Whole(6),
            CustomProperties = row.GetString(7),
            ExpiresAt = Instant.FromMilliseconds(row.Whole(8)),
        };
}

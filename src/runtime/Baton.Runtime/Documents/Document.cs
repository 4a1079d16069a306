namespace Baton.Runtime.Documents;

/// <summary>A document that a program keeps beside its variables, without its content.</summary>
public sealed record Document
{
    /// <summary>Unique in the installation; the caller's, or a random one.</summary>
    public required string DocumentId { get; init; }

    public required string FileName { get; init; }

    /// <summary>A media type, such as application/pdf.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the content, in lower-case hexadecimal digits.</summary>
    public required string ContentHash { get; init; }

    /// <summary>From when on the document is gone; null means never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The process that made it, where the caller said so.</summary>
    public string? ProcessDefinitionId { get; init; }

    /// <summary>The process instance that made it, where the caller said so.</summary>
    public long? ProcessInstanceKey { get; init; }

    /// <summary>What else the caller wants to know of it: a JSON object.</summary>
    public required string CustomProperties { get; init; }
}

/// <summary>Adds a document.</summary>
/// <param name="FileName">What the file is called.</param>
/// <param name="ContentType">A media type, such as application/pdf.</param>
/// <param name="Content">The bytes.</param>
public sealed record AddDocumentRequest(string FileName, string ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>The id it shall have; null for a random one.</summary>
    public string? DocumentId { get; init; }

    /// <summary>From when on it is gone; null means never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The process that makes it, if one does.</summary>
    public string? ProcessDefinitionId { get; init; }

    /// <summary>The process instance that makes it, if one does.</summary>
    public long? ProcessInstanceKey { get; init; }

    /// <summary>A JSON object.</summary>
    public string CustomProperties { get; init; } = "{}";
}

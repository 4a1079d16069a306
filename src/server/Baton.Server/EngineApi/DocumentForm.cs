using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Baton.Runtime.Documents;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Reads the forms in which documents come: files, each with JSON about it.</summary>
internal static class DocumentForm
{
    private const int MostDocuments = 100;

    /// <exception cref="BadHttpRequestException">The form does not hold one file with its metadata; the message says what is wrong.</exception>
    public static async Task<AddDocumentRequest> ReadOne(HttpRequest request, CancellationToken ct)
    {
        IFormCollection form = await Form(request, "file", "metadata", ct);
        IFormFile[] files = [.. form.Files.Where(file => file.Name == "file")];
        if (files is not [IFormFile file])
        {
            throw new BadHttpRequestException("There must be exactly one part named 'file': the document.");
        }
        IReadOnlyList<JsonElement> metadata = await Metadata(form, "metadata", ct);
        return metadata.Count <= 1
            ? await Read(file, metadata.Count == 1 ? metadata[0] : null, "metadata", ct)
            : throw new BadHttpRequestException("There may be one part named 'metadata' only: a JSON object.");
    }

    /// <exception cref="BadHttpRequestException">The form does not hold files with their metadata; the message says what is wrong.</exception>
    public static async Task<IReadOnlyList<AddDocumentRequest>> ReadMany(HttpRequest request, CancellationToken ct)
    {
        IFormCollection form = await Form(request, "files", "metadataList", ct);
        IFormFile[] files = [.. form.Files.Where(file => file.Name == "files")];
        if (files.Length is 0 or > MostDocuments)
        {
            throw new BadHttpRequestException(
                FormattableString.Invariant($"There must be 1 to {MostDocuments} parts named 'files', but there are {files.Length}.")
            );
        }
        IReadOnlyList<JsonElement> metadata = await Metadata(form, "metadataList", ct);
        if (metadata.Count > 0 && metadata.Count != files.Length)
        {
            throw new BadHttpRequestException(
                FormattableString.Invariant(
                    $"The part 'metadataList' must have one object for each file, but has {metadata.Count} for {files.Length}."
                )
            );
        }
        var documents = new List<AddDocumentRequest>();
        for (int i = 0; i < files.Length; i++)
        {
            string path = FormattableString.Invariant($"metadataList[{i}]");
            documents.Add(await Read(files[i], metadata.Count > 0 ? metadata[i] : null, path, ct));
        }
        return documents;
    }

    private static async Task<IFormCollection> Form(HttpRequest request, string files, string metadata, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            throw new BadHttpRequestException(
                $"Send multipart/form-data with the part '{files}', and where wanted '{metadata}' as JSON.",
                StatusCodes.Status415UnsupportedMediaType
            );
        }
        IFormCollection form = await request.ReadFormAsync(ct);
        IEnumerable<string> names = form.Keys.Concat(form.Files.Select(file => file.Name));
        return names.FirstOrDefault(name => name != files && name != metadata) is { } unknown
            ? throw new BadHttpRequestException($"The part '{unknown}' is unknown here; there are '{files}' and '{metadata}'.")
            : form;
    }

    /// <summary>Clients send JSON as a field or as a file, and a list as a whole or item by item.</summary>
    private static async Task<IReadOnlyList<JsonElement>> Metadata(IFormCollection form, string name, CancellationToken ct)
    {
        var texts = new List<string>();
        texts.AddRange(form[name].OfType<string>());
        foreach (IFormFile file in form.Files.Where(file => file.Name == name))
        {
            texts.Add(Encoding.UTF8.GetString(await Bytes(file, ct)));
        }
        try
        {
            return [.. texts.Select(text => JsonElement.Parse(text)).SelectMany(Items)];
        }
        catch (JsonException failure)
        {
            throw new BadHttpRequestException($"The part '{name}' is no JSON.", StatusCodes.Status400BadRequest, failure);
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [json];

    private static async Task<AddDocumentRequest> Read(IFormFile file, JsonElement? metadata, string path, CancellationToken ct)
    {
        DocumentMetadataBody about = metadata is { } given ? Read(given) : new DocumentMetadataBody();
        if (about.Size is { } size && size != file.Length)
        {
            throw SearchReader.Wrong($"{path}.size", FormattableString.Invariant($"is {size}, but {file.Length} bytes came"));
        }
        string fileName = about.FileName ?? (file.FileName.Length > 0 ? file.FileName : "document");
        return new AddDocumentRequest(fileName, ContentType(about, file, path), await Bytes(file, ct))
        {
            ExpiresAt = about.ExpiresAt,
            ProcessDefinitionId = about.ProcessDefinitionId,
            ProcessInstanceKey = about.ProcessInstanceKey?.Value,
            CustomProperties = Properties(about.CustomProperties, path),
        };
    }

    private static DocumentMetadataBody Read(JsonElement metadata)
    {
        try
        {
            return metadata.Deserialize<DocumentMetadataBody>(EngineJson.Options) ?? new DocumentMetadataBody();
        }
        catch (JsonException failure)
        {
            throw new BadHttpRequestException("The metadata cannot be read.", StatusCodes.Status400BadRequest, failure);
        }
    }

    private static string ContentType(DocumentMetadataBody about, IFormFile file, string path)
    {
        string type = about.ContentType ?? (string.IsNullOrEmpty(file.ContentType) ? MediaTypeNames.Application.Octet : file.ContentType);
        return MediaTypeHeaderValue.TryParse(type, out _) && type.All(char.IsAscii)
            ? type
            : throw SearchReader.Wrong($"{path}.contentType", "must be a media type, such as application/pdf");
    }

    private static string Properties(JsonElement? properties, string path) =>
        properties switch
        {
            null or { ValueKind: JsonValueKind.Null } => "{}",
            { ValueKind: JsonValueKind.Object } some => JsonSerializer.Serialize(some),
            _ => throw SearchReader.Wrong($"{path}.customProperties", "must be an object"),
        };

    private static async Task<byte[]> Bytes(IFormFile file, CancellationToken ct)
    {
        var content = new byte[file.Length];
        await using Stream stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, ct);
        return content;
    }
}

/// <summary>What the caller says of a document.</summary>
internal sealed record DocumentMetadataBody
{
    public string? ContentType { get; init; }

    public string? FileName { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Bytes; checked against what came.</summary>
    public long? Size { get; init; }

    public string? ProcessDefinitionId { get; init; }

    public Key? ProcessInstanceKey { get; init; }

    public JsonElement? CustomProperties { get; init; }
}

namespace Baton.Runtime.Documents;

/// <summary>What a document may be: its bounds, so that no row is large and every id fits into an address.</summary>
internal static class DocumentRules
{
    private const int LongestText = 255;

    private const int LongestProperties = 16 * 1024;

    /// <summary>Why a document cannot be kept; null when it can.</summary>
    public static Problem? Refuse(AddDocumentRequest request, int maxBytes, DateTimeOffset now) =>
        Size(request, maxBytes) ?? Names(request) ?? Properties(request) ?? Expiry(request, now);

    private static Problem? Size(AddDocumentRequest request, int maxBytes) =>
        request.Content.Length <= maxBytes
            ? null
            : Invalid(
                FormattableString.Invariant(
                    $"it has {request.Content.Length} bytes and {maxBytes} are allowed. Send less, or raise {RuntimeOptions.Section}:{nameof(RuntimeOptions.MaxDocumentBytes)}."
                )
            );

    private static Problem? Names(AddDocumentRequest request) =>
        request.DocumentId is { } id && !IsId(id)
            ? Invalid($"its id must have 1 to {LongestText} letters, digits, dots, hyphens, underscores and tildes. Choose another.")
        : !IsText(request.FileName) ? Invalid($"its file name must have 1 to {LongestText} characters. Choose another.")
        : !IsText(request.ContentType) ? Invalid($"its media type must have 1 to {LongestText} characters. Choose another.")
        : request.ProcessDefinitionId is { } process && !IsText(process)
            ? Invalid($"the id of its process must have 1 to {LongestText} characters. Send another, or none.")
        : null;

    private static Problem? Properties(AddDocumentRequest request) =>
        request.CustomProperties.Length <= LongestProperties
            ? null
            : Invalid($"its custom properties have more than {LongestProperties} characters of JSON. Keep less there.");

    private static Problem? Expiry(AddDocumentRequest request, DateTimeOffset now) =>
        request.ExpiresAt <= now
            ? Invalid("it would have expired already. Send a later instant, or none for a document that stays.")
            : null;

    private static Problem Invalid(string reason) => Problem.Invalid("document.invalid", "Expected to keep a document, but " + reason);

    private static bool IsText(string text) => text.Length is > 0 and <= LongestText && !text.Any(char.IsControl);

    private static bool IsId(string id) =>
        id.Length is > 0 and <= LongestText
        && id is not ("." or "..")
        && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '~');
}

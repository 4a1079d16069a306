namespace Baton.Desk.Cases.Attachments.Previews;

/// <summary>How the desk shows a file without handing it out.</summary>
public enum PreviewKind
{
    /// <summary>Not at all: browsers cannot show it, or it would not be safe.</summary>
    None,

    /// <summary>A picture.</summary>
    Picture,

    /// <summary>A PDF, in the browser's own viewer.</summary>
    Document,

    /// <summary>Words, in the right encoding and never as a page.</summary>
    Text,

    /// <summary>Sound, in the browser's own player.</summary>
    Audio,

    /// <summary>A film, in the browser's own player.</summary>
    Video,
}

/// <summary>Which files have a preview. Pure.</summary>
internal static class PreviewKinds
{
    /// <param name="contentType">The type by content.</param>
    public static PreviewKind Of(string contentType) =>
        contentType switch
        {
            "image/png" or "image/jpeg" or "image/gif" or "image/webp" or "image/bmp" or "image/avif" => PreviewKind.Picture,
            "application/pdf" => PreviewKind.Document,
            "text/plain" or "text/csv" or "application/json" or "application/xml" or "message/rfc822" => PreviewKind.Text,
            "audio/mpeg" or "audio/wav" or "audio/ogg" or "audio/mp4" => PreviewKind.Audio,
            "video/mp4" => PreviewKind.Video,
            _ => PreviewKind.None,
        };
}

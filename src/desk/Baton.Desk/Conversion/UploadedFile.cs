namespace Baton.Desk.Conversion;

/// <summary>A file that somebody brings.</summary>
/// <param name="Name">Its name; the ending says little, its content decides what it is.</param>
/// <param name="Content">Its bytes; in JSON as Base64.</param>
public sealed record UploadedFile(string Name, byte[] Content);

namespace Baton.Desk.Storage.Files;

/// <summary>
/// Keeps the contents of files for every server of the installation, under names such as <c>attachments/ab/ab12...</c>: a folder where one
/// server has the database for itself, the database where servers share it. A file is there as a whole or not at all. Safe for any number of
/// threads.
/// </summary>
public interface IFileStore
{
    /// <summary>
    /// Keeps a complete file of this machine, which may be moved away. A name that holds this content already stays as it is.
    /// </summary>
    /// <param name="name">The name, with slashes.</param>
    /// <param name="path">The file.</param>
    /// <param name="sha256">The hash of its content, lower-case hexadecimal.</param>
    /// <param name="ct">Gives up.</param>
    Task Take(string name, string path, string sha256, CancellationToken ct);

    /// <summary>Keeps a content; what the name held before is replaced.</summary>
    Task Write(string name, ReadOnlyMemory<byte> content, CancellationToken ct);

    /// <summary>Opens a content for reading without waiting for all of it; the caller disposes of it. Null when there is none.</summary>
    Task<Stream?> Open(string name, CancellationToken ct);

    /// <summary>Deletes a file that nobody asked to keep since an instant.</summary>
    /// <returns>Whether it is gone, or never was there; false when it stays because it was kept later.</returns>
    Task<bool> Delete(string name, DateTimeOffset keptBefore, CancellationToken ct);
}

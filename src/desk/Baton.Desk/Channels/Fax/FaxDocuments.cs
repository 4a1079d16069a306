using System.Globalization;
using Baton.Desk.Channels.Fax.Spool;
using Baton.Desk.Documents;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Fax;

/// <summary>A rendered document on its way out.</summary>
internal sealed record FaxDocument(
    string Path,
    byte[] Pdf,
    int Pages,
    string CaseNumber,
    int Priority,
    IReadOnlyList<string> MissingCharacters
);

/// <summary>
/// Renders the documents of transmissions and keeps them as files in the data directory, one a transmission, so that what was sent can be read
/// as it was sent.
/// </summary>
internal sealed class FaxDocuments(DeskReader reader, CaseDocuments cases, CaseDocumentRenderer renderer, IOptions<DeskOptions> options)
{
    private readonly string _folder = Path.Combine(options.Value.DataDirectory, "fax-documents");

    /// <summary>Renders and keeps the transmission's document; one that was kept before is rendered again and replaced, which gives the same.</summary>
    public async Task<FaxDocument> Make(long transmissionKey, CancellationToken cancellation)
    {
        var transmission = await reader.Read(
            db => db.Set<FaxTransmission>().SingleAsync(row => row.Key == transmissionKey, cancellation),
            cancellation
        );
        var document = await cases.Read(transmission.CaseKey, transmission.Number, transmission.CreatedAt, cancellation);
        var rendered = await Task.Run(() => renderer.Render(document, cancellation), cancellation);
        var path = Path.Combine(
            transmission.CreatedAt.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            transmission.Id + ".pdf"
        );
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await DurableFile.Write(file, rendered.Pdf, cancellation);
        return new FaxDocument(path, rendered.Pdf, rendered.Pages, document.CaseNumber, NormalPriority, rendered.MissingCharacters);
    }

    /// <summary>The document as it was sent, or as it would be sent now while the transmission waits.</summary>
    public async Task<byte[]> Read(long transmissionKey, CancellationToken cancellation)
    {
        var transmission = await reader.Read(
            db => db.Set<FaxTransmission>().SingleAsync(row => row.Key == transmissionKey, cancellation),
            cancellation
        );
        if (transmission.Document is { } path && File.Exists(Path.Combine(_folder, path)))
            return await File.ReadAllBytesAsync(Path.Combine(_folder, path), cancellation);
        var document = await cases.Read(transmission.CaseKey, transmission.Number, transmission.CreatedAt, cancellation);
        return (await Task.Run(() => renderer.Render(document, cancellation), cancellation)).Pdf;
    }

    private const int NormalPriority = 50;
}

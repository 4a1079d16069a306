using System.Globalization;
using Baton.Desk.Documents;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Files;
using Microsoft.EntityFrameworkCore;

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
/// Renders the documents of transmissions and keeps them as files, one a transmission, so that what was sent can be read as it was sent.
/// </summary>
internal sealed class FaxDocuments(DeskReader reader, CaseDocuments cases, CaseDocumentRenderer renderer, IFileStore files)
{
    private const string Folder = "fax-documents/";

    /// <summary>Renders and keeps the transmission's document; one that was kept before is rendered again and replaced, which gives the same.</summary>
    public async Task<FaxDocument> Make(long transmissionKey, CancellationToken cancellation)
    {
        var transmission = await reader.Read(
            db => db.Set<FaxTransmission>().SingleAsync(row => row.Key == transmissionKey, cancellation),
            cancellation
        );
        var document = await cases.Read(transmission.CaseKey, transmission.Number, transmission.CreatedAt, cancellation);
        var rendered = await Task.Run(() => renderer.Render(document, cancellation), cancellation);
        var month = transmission.CreatedAt.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var path = $"{month}/{transmission.Id}.pdf";
        await files.Write(Folder + path, rendered.Pdf, cancellation);
        return new FaxDocument(path, rendered.Pdf, rendered.Pages, document.CaseNumber, NormalPriority, rendered.MissingCharacters);
    }

    /// <summary>The document as it was sent, or as it would be sent now while the transmission waits.</summary>
    public async Task<byte[]> Read(long transmissionKey, CancellationToken cancellation)
    {
        var transmission = await reader.Read(
            db => db.Set<FaxTransmission>().SingleAsync(row => row.Key == transmissionKey, cancellation),
            cancellation
        );
        if (transmission.Document is { } path && await Kept(path, cancellation) is { } kept)
            return kept;
        var document = await cases.Read(transmission.CaseKey, transmission.Number, transmission.CreatedAt, cancellation);
        return (await Task.Run(() => renderer.Render(document, cancellation), cancellation)).Pdf;
    }

    /// <summary>The name of a transmission's document among the kept files.</summary>
    public static string NameOf(string document) => Folder + document.Replace('\\', '/');

    private async Task<byte[]?> Kept(string path, CancellationToken cancellation)
    {
        await using var content = await files.Open(NameOf(path), cancellation);
        if (content is null)
            return null;
        var pdf = new byte[content.Length];
        await content.ReadExactlyAsync(pdf, cancellation);
        return pdf;
    }

    private const int NormalPriority = 50;
}

using SkiaSharp;

namespace Baton.Desk.Documents;

/// <summary>A finished document. <see cref="MissingCharacters"/> names (as U+XXXX) what no font could draw and the page shows as code.</summary>
public sealed record RenderedDocument(byte[] Pdf, int Pages, IReadOnlyList<string> MissingCharacters);

/// <summary>Renders a case as an A4 PDF with selectable text and embedded subset fonts. Safe for use by several threads; takes CPU time, so keep it off the write lane.</summary>
public sealed class CaseDocumentRenderer(DocumentFonts fonts)
{
    public RenderedDocument Render(CaseDocument document, CancellationToken cancellation = default)
    {
        var regular = fonts.Chain(document.Language, bold: false);
        var bold = fonts.Chain(document.Language, bold: true);
        var missing = new HashSet<string>(StringComparer.Ordinal);
        var pages = CaseDocumentLayout.Arrange(document, regular, bold, missing);
        cancellation.ThrowIfCancellationRequested();

        var draws = pages.Select(page => page.Texts.SelectMany(text => Draws(text, text.Bold ? bold : regular)).ToList()).ToList();
        var subsets = Subsets(draws.SelectMany(page => page));
        try
        {
            var pdf = Write(document, pages, draws, subsets, cancellation);
            return new RenderedDocument(pdf, pages.Count, [.. missing.Order(StringComparer.Ordinal)]);
        }
        finally
        {
            foreach (var typeface in subsets.Values)
            {
                typeface.Dispose();
            }
        }
    }

    private static IEnumerable<Draw> Draws(PlacedText text, FontChain chain)
    {
        var x = text.X;
        foreach (var (face, run) in chain.Runs(text.Text))
        {
            yield return new Draw(face, x, text.Baseline, text.Size, run);
            x += chain.Measure(run, text.Size);
        }
    }

    private static Dictionary<FontFace, SKTypeface> Subsets(IEnumerable<Draw> draws) =>
        draws
            .GroupBy(draw => draw.Face)
            .ToDictionary(group => group.Key, group => group.Key.Subset(group.SelectMany(draw => draw.Text.EnumerateRunes()).ToHashSet()));

    private static byte[] Write(
        CaseDocument document,
        List<PlacedPage> pages,
        List<List<Draw>> draws,
        Dictionary<FontFace, SKTypeface> typefaces,
        CancellationToken cancellation
    )
    {
        using var stream = new MemoryStream();
        var metadata = new SKDocumentPdfMetadata
        {
            Title = $"{document.CaseNumber} {document.Subject}",
            Author = document.Letterhead.Organisation,
            Creator = "Baton",
            Producer = "Baton",
            Creation = document.WrittenAt.UtcDateTime,
            Modified = document.WrittenAt.UtcDateTime,
            EncodingQuality = 90,
            RasterDpi = 300,
        };
        using var pdf = SKDocument.CreatePdf(stream, metadata);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        for (var i = 0; i < pages.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var canvas = pdf.BeginPage(PageFlow.PageWidth, PageFlow.PageHeight);
            foreach (var rule in pages[i].Rules)
            {
                canvas.DrawRect(rule.Left, rule.Y, rule.Right - rule.Left, rule.Thickness, ink);
            }

            foreach (var draw in draws[i])
            {
                using var font = new SKFont(typefaces[draw.Face], draw.Size)
                {
                    Subpixel = true,
                    LinearMetrics = true,
                    Hinting = SKFontHinting.None,
                };
                canvas.DrawText(draw.Text, draw.X, draw.Baseline, font, ink);
            }

            pdf.EndPage();
        }

        pdf.Close();
        return stream.ToArray();
    }

    private readonly record struct Draw(FontFace Face, float X, float Baseline, float Size, string Text);
}

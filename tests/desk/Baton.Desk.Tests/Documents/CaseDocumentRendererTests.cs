using Baton.Desk.Documents;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Tests.Documents;

public sealed class CaseDocumentRendererTests : IDisposable
{
    private readonly DocumentFonts _fonts = new(Options.Create(new DocumentOptions()), NullLogger<DocumentFonts>.Instance);

    public void Dispose() => _fonts.Dispose();

    [Theory]
    [InlineData("zh-Hant", "案件編號", "核准", "客戶寬頻服務申請 — 請於兩個工作天內回覆", "2026年3月5日 14:30")]
    [InlineData("zh-Hans", "工单编号", "核准", "客户宽带业务申请：请于两个工作日内答复", "2026年3月5日 14:30")]
    [InlineData("en", "Case number", "Approved", "Broadband application, please answer within two days", "5 March 2026, 14:30")]
    public void Text_can_be_selected_in_the_language_of_the_recipient(
        string language,
        string label,
        string decision,
        string subject,
        string time
    )
    {
        var rendered = Render(Sample(language) with { Subject = subject });

        var text = PdfTools.Text(rendered.Pdf);
        Assert.Contains(label, text, StringComparison.Ordinal);
        Assert.Contains(decision, text, StringComparison.Ordinal);
        Assert.Contains(subject, text, StringComparison.Ordinal);
        Assert.Contains(time, text, StringComparison.Ordinal);
        Assert.Contains("T20260305-000017", text, StringComparison.Ordinal);
        Assert.Contains("陳大文", text, StringComparison.Ordinal);
        Assert.Empty(rendered.MissingCharacters);
    }

    [Fact]
    public void Pages_are_A4_and_fonts_are_embedded_as_small_subsets()
    {
        var rendered = Render(Sample("zh-Hant"));

        Assert.Contains("(A4)", PdfTools.Run(rendered.Pdf, "pdfinfo", "{pdf}"), StringComparison.Ordinal);
        var fonts = PdfTools.Run(rendered.Pdf, "pdffonts", "{pdf}").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();
        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Matches(@"CID TrueType\s+Identity-H\s+yes", font));
        Assert.InRange(rendered.Pdf.Length, 5_000, 150_000);
    }

    [Fact]
    public void Characters_of_Hong_Kong_that_only_the_other_font_has_are_found_there()
    {
        var rendered = Render(Sample("zh-Hant") with { Subject = "佢哋喺邊度㗎？你骑马去这里" });

        Assert.Empty(rendered.MissingCharacters);
        Assert.Contains("佢哋喺邊度㗎？你骑马去这里", PdfTools.Text(rendered.Pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_that_no_font_has_is_shown_as_its_code_and_reported()
    {
        var rendered = Render(Sample("zh-Hant") with { Subject = "很好 😀" });

        Assert.Equal(["U+1F600"], rendered.MissingCharacters);
        Assert.Contains("很好 [U+1F600]", PdfTools.Text(rendered.Pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_description_goes_on_over_numbered_pages_without_losing_a_line()
    {
        var lines = Enumerable.Range(1, 160).Select(i => $"第{i}行：客戶來電查詢寬頻月費。");
        var rendered = Render(Sample("zh-Hant") with { Description = string.Join('\n', lines) });

        var text = PdfTools.Text(rendered.Pdf);
        Assert.InRange(rendered.Pages, 4, 6);
        Assert.All(Enumerable.Range(1, 160), i => Assert.Contains($"第{i}行：", text, StringComparison.Ordinal));
        Assert.All(
            Enumerable.Range(1, rendered.Pages),
            i => Assert.Contains($"第 {i} 頁，共 {rendered.Pages} 頁", text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_same_case_renders_to_the_same_bytes()
    {
        Assert.Equal(Render(Sample("zh-Hans")).Pdf, Render(Sample("zh-Hans")).Pdf);
    }

    [Fact]
    public void Nothing_is_drawn_past_the_right_margin()
    {
        var document = Sample("en") with
        {
            Subject = new string('W', 200),
            Description = string.Concat(Enumerable.Repeat("漢字（注）。", 80)),
        };
        var regular = _fonts.Chain("en", bold: false);
        var bold = _fonts.Chain("en", bold: true);

        var pages = CaseDocumentLayout.Arrange(document, regular, bold, new HashSet<string>());

        Assert.All(
            pages.SelectMany(page => page.Texts),
            text => Assert.True(text.X + (text.Bold ? bold : regular).Measure(text.Text, text.Size) <= PageFlow.Right + 0.5f, text.Text)
        );
    }

    internal static CaseDocument Sample(string language) =>
        new()
        {
            Language = language,
            Letterhead = new Letterhead("香港電訊客戶服務中心", ["九龍觀塘道 1 號 12 樓", "Tel +852 2888 0000   Fax +852 2888 0001"]),
            CaseNumber = "T20260305-000017",
            Subject = "寬頻服務申請",
            WrittenAt = new DateTimeOffset(2026, 3, 5, 14, 30, 0, TimeSpan.FromHours(8)),
            CustomerName = "陳大文",
            RecipientNumber = "+852 2345 6789",
            Category = ["寬頻", "新申請", "住宅", "1000M"],
            Fields =
            [
                new("服務計劃", "1000M 家居寬頻（24 個月）"),
                new("安裝地址", "新界沙田正街 18 號新城市廣場第一期 5 樓 512 室"),
                new("備註", ""),
            ],
            Description = "客戶要求於星期六下午安裝，並希望「原有電話號碼」保留不變。請先致電確認。",
            Decision = new DocumentDecision(
                true,
                "李經理 (UM)",
                new DateTimeOffset(2026, 3, 5, 14, 25, 0, TimeSpan.FromHours(8)),
                "資料齊全，同意辦理。"
            ),
        };

    private RenderedDocument Render(CaseDocument document) =>
        new CaseDocumentRenderer(_fonts).Render(document, TestContext.Current.CancellationToken);
}

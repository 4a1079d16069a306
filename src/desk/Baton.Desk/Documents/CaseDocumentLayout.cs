using System.Globalization;

namespace Baton.Desk.Documents;

/// <summary>
/// Where everything of a case stands on its pages: letterhead, heading, table of fields, description, decision, footer. Black only, since
/// a fax knows no grey.
/// </summary>
internal static class CaseDocumentLayout
{
    private const float LabelWidth = 118;
    private const float Gap = 12;
    private const float Body = 10.5f;

    public static List<PlacedPage> Arrange(CaseDocument document, FontChain regular, FontChain bold, HashSet<string> missing)
    {
        var texts = DocumentTexts.For(document.Language);
        var flow = new PageFlow(regular, bold, missing, page => ContinuationHeader(page, document));
        Letterhead(flow, document.Letterhead);
        Heading(flow, document, texts);
        Fields(flow, document.Fields, texts);
        Description(flow, document.Description, texts);
        Decision(flow, document.Decision, texts);
        Footers(flow, document, texts);
        return flow.Pages;
    }

    private static void Letterhead(PageFlow flow, Letterhead letterhead)
    {
        flow.Paragraph(letterhead.Organisation, 16, bold: true);
        foreach (var line in letterhead.Lines)
        {
            flow.Paragraph(line, 9);
        }

        flow.Space(6);
        flow.Rule(1.5f);
        flow.Space(14);
    }

    private static void ContinuationHeader(PageFlow flow, CaseDocument document)
    {
        flow.Aside(flow.Pages[^1], PageFlow.Top + 8, 9, document.Letterhead.Organisation, 0);
        flow.Aside(flow.Pages[^1], PageFlow.Top + 8, 9, document.CaseNumber, 1);
        flow.Space(14);
        flow.Rule(0.75f);
        flow.Space(12);
    }

    private static void Heading(PageFlow flow, CaseDocument document, DocumentTexts texts)
    {
        flow.Paragraph(document.Subject, 14, bold: true);
        flow.Space(6);
        Row(flow, texts["CaseNumber"], document.CaseNumber);
        Row(flow, texts["Date"], texts.DateAndTime(document.WrittenAt));
        Row(flow, texts["To"], document.CustomerName);
        if (document.RecipientNumber is { Length: > 0 } number)
        {
            Row(flow, texts["FaxNumber"], number);
        }

        if (document.Category.Count > 0)
        {
            Row(flow, texts["Category"], string.Join(" / ", document.Category));
        }

        flow.Space(8);
    }

    private static void Fields(PageFlow flow, IReadOnlyList<DocumentField> fields, DocumentTexts texts)
    {
        if (fields.Count == 0)
        {
            return;
        }

        Section(flow, texts["Details"]);
        foreach (var field in fields)
        {
            Row(flow, field.Label, field.Value.Length == 0 ? "–" : field.Value);
        }

        flow.Space(8);
    }

    private static void Description(PageFlow flow, string? description, DocumentTexts texts)
    {
        if (string.IsNullOrWhiteSpace(description))
        {
            return;
        }

        Section(flow, texts["Description"]);
        flow.Paragraph(description.Trim(), Body);
        flow.Space(10);
    }

    private static void Decision(PageFlow flow, DocumentDecision? decision, DocumentTexts texts)
    {
        if (decision is null)
        {
            return;
        }

        List<DocumentField> rows =
        [
            new(texts["Decision"], texts[decision.Approved ? "Approved" : "Rejected"]),
            new(texts["DecidedBy"], decision.By),
            new(texts["DecidedAt"], texts.DateAndTime(decision.At)),
        ];
        if (!string.IsNullOrWhiteSpace(decision.Comment))
        {
            rows.Add(new(texts["Comment"], decision.Comment.Trim()));
        }

        flow.KeepTogether(40 + rows.Sum(row => flow.HeightOf(Cells(row.Label, row.Value), Body) + 5));
        Section(flow, texts["Decision"]);
        foreach (var row in rows)
        {
            Row(flow, row.Label, row.Value);
        }
    }

    private static void Section(PageFlow flow, string title)
    {
        flow.KeepTogether(54);
        flow.Paragraph(title, 11.5f, bold: true);
        flow.Space(2);
        flow.Rule(0.75f);
        flow.Space(5);
    }

    private static void Row(PageFlow flow, string label, string value)
    {
        flow.Columns(Cells(label, value), Body);
        flow.Space(3);
    }

    private static Column[] Cells(string label, string value) =>
        [
            new(PageFlow.Left, LabelWidth, label, true),
            new(PageFlow.Left + LabelWidth + Gap, PageFlow.Right - PageFlow.Left - LabelWidth - Gap, value, false),
        ];

    private static void Footers(PageFlow flow, CaseDocument document, DocumentTexts texts)
    {
        for (var i = 0; i < flow.Pages.Count; i++)
        {
            var page = flow.Pages[i];
            var number = string.Format(CultureInfo.InvariantCulture, texts["Page"], i + 1, flow.Pages.Count);
            page.Rules.Add(new PlacedRule(PageFlow.Left, PageFlow.Right, PageFlow.Bottom + 14, 0.75f));
            flow.Aside(page, PageFlow.Bottom + 28, 9, document.CaseNumber, 0);
            flow.Aside(page, PageFlow.Bottom + 28, 9, number, 1);
        }
    }
}

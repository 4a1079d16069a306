using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Customers;
using Baton.Desk.Documents;
using Baton.Desk.Forms;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Fax;

/// <summary>Gathers what a case says on paper, in the language of its customer.</summary>
internal sealed class CaseDocuments(
    DeskReader reader,
    FormCatalog forms,
    FormChoices choices,
    PackTexts texts,
    IOptions<DocumentOptions> options,
    TimeProvider clock
)
{
    private const string Approve = "approve";
    private const int MaxLetterheadLines = 6;

    public async Task<CaseDocument> Read(long caseKey, string number, DateTimeOffset at, CancellationToken cancellation)
    {
        var words = await texts.Words(cancellation);
        var rows = await reader.Read(db => Rows(db, caseKey, cancellation), cancellation);
        var language = rows.Customer?.Language ?? Languages.TraditionalChinese;
        var schema = rows.Type.FormId is { } form ? await forms.Latest(form, cancellation) : null;
        if (schema is not null)
            schema = await choices.Fill(schema, JsonNode.Parse(rows.Case.FormData)!.AsObject(), cancellation);
        var zone = options.Value.Zone(clock);
        return new CaseDocument
        {
            Language = language,
            Letterhead = Letterhead(words, language),
            CaseNumber = rows.Case.Number,
            Subject = rows.Case.Subject,
            WrittenAt = TimeZoneInfo.ConvertTime(at, zone),
            CustomerName = rows.Case.CustomerName,
            RecipientNumber = Telephone.Display(number),
            Category = [.. rows.Category.Select(category => category.Name.In(language))],
            Fields = schema is null ? [] : Fields(schema, rows.Case.FormData, FieldRights.Read(rows.Type.FieldRights).Guarded, language),
            Description = rows.Case.Description,
            Decision = rows.Decision is { } item
                ? new DocumentDecision(
                    true,
                    rows.Approver ?? item.CompletedBy!,
                    TimeZoneInfo.ConvertTime(item.EndedAt!.Value, zone),
                    rows.Comment
                )
                : null,
        };
    }

    /// <summary>Who writes, in the words of the packs.</summary>
    public async Task<Letterhead> Letterhead(string language, CancellationToken cancellation) =>
        Letterhead(await texts.Words(cancellation), language);

    private static async Task<CaseRows> Rows(DeskDb db, long caseKey, CancellationToken cancellation)
    {
        var row = await db.Cases.SingleAsync(one => one.Key == caseKey, cancellation);
        var type = await db.CaseTypes.SingleAsync(one => one.Code == row.TypeCode, cancellation);
        var customer = await db.Customers.SingleOrDefaultAsync(one => one.Key == row.CustomerKey, cancellation);
        var path = new List<Category>();
        for (var code = row.CategoryCode; code is not null && path.Count < Category.MaxLevel; code = path[0].ParentCode)
            path.Insert(0, await db.Categories.SingleAsync(one => one.Code == code, cancellation));
        var decision = await db
            .WorkItems.Where(item => item.CaseKey == caseKey && item.Status == WorkItemStatus.Completed && item.CompletedAction == Approve)
            .OrderByDescending(item => item.EndedAt)
            .FirstOrDefaultAsync(cancellation);
        var approver = await db.Users.SingleOrDefaultAsync(user => decision != null && user.UserName == decision.CompletedBy, cancellation);
        var opinion = await db
            .Opinions.Where(one => decision != null && one.CaseKey == caseKey && one.TaskKey == decision.Key)
            .OrderByDescending(one => one.At)
            .FirstOrDefaultAsync(cancellation);
        return new CaseRows(row, type, customer, path, decision, approver?.DisplayName, opinion?.Text);
    }

    private static Letterhead Letterhead(PackWords words, string language)
    {
        var lines = Enumerable
            .Range(1, MaxLetterheadLines)
            .Select(line => words.Find(string.Create(CultureInfo.InvariantCulture, $"letterhead.line.{line}"), language))
            .OfType<string>()
            .ToList();
        return new Letterhead(words.Find("letterhead.organisation", language) ?? "", lines);
    }

    /// <summary>A document goes to the customer: what not everybody may read is no part of it.</summary>
    private static List<DocumentField> Fields(FormSchema schema, string formData, IReadOnlySet<string> guarded, string language)
    {
        var data = JsonNode.Parse(formData) as JsonObject ?? [];
        return
        [
            .. schema
                .Fields.Where(field => data.ContainsKey(field.Key) && !guarded.Contains(field.Key))
                .Select(field => new DocumentField(field.LabelIn(language), Value(field, data[field.Key], language))),
        ];
    }

    private static string Value(FormComponent field, JsonNode? value, string language) =>
        value switch
        {
            JsonArray several => Punctuation.List(language, several.Select(one => Choice(field, FormValues.Text(one), language))),
            _ when field.Type == FormComponentType.Checkbox => DocumentTexts.For(language)[FormValues.Text(value) == "true" ? "Yes" : "No"],
            _ => Choice(field, FormValues.Text(value), language),
        };

    private static string Choice(FormComponent field, string value, string language) =>
        field.Options.FirstOrDefault(option => option.Value == value)?.LabelIn(language) ?? value;

    private sealed record CaseRows(
        Case Case,
        CaseType Type,
        Customer? Customer,
        IReadOnlyList<Category> Category,
        WorkItem? Decision,
        string? Approver,
        string? Comment
    );
}

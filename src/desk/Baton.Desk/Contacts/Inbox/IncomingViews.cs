using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Customers;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>A contact of the inbox as it is listed.</summary>
/// <param name="Key">By which it is addressed.</param>
/// <param name="Channel">The way by which it came.</param>
/// <param name="From">Number or address of the sender; null where it is withheld.</param>
/// <param name="FromName">What the sender calls himself.</param>
/// <param name="CustomerKey">The customer who it is from; null where nobody is known.</param>
/// <param name="CustomerName">What he is called.</param>
/// <param name="Subject">What it is about, in a line.</param>
/// <param name="Beginning">The first words of what was written.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="DueAt">Until when somebody must decide.</param>
/// <param name="IsLate">Nobody has decided until then.</param>
/// <param name="ClaimedBy">User name of who has taken it up.</param>
/// <param name="ClaimedByName">What he is called.</param>
/// <param name="UnitName">The department that sees to it; null for all.</param>
/// <param name="State">waiting, joined, opened, logged or spam.</param>
/// <param name="Reason">Why a person must decide, in words; null for no reason beyond being new.</param>
/// <param name="CaseNumber">The case that it is on.</param>
/// <param name="Files">How many files it has.</param>
public sealed record IncomingRow(
    long Key,
    string Channel,
    string? From,
    string? FromName,
    long? CustomerKey,
    string? CustomerName,
    string Subject,
    string Beginning,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? DueAt,
    bool IsLate,
    string? ClaimedBy,
    string? ClaimedByName,
    string? UnitName,
    string State,
    string? Reason,
    string? CaseNumber,
    int Files
);

/// <summary>A contact of the inbox, whole, with all that helps to decide.</summary>
/// <param name="Row">As it is listed.</param>
/// <param name="To">The mailbox or number that it came to.</param>
/// <param name="Text">What was written.</param>
/// <param name="IsAutomatic">A machine wrote it.</param>
/// <param name="Files">What came with it.</param>
/// <param name="Customer">Who it is from; null where nobody is known.</param>
/// <param name="Others">Where several have the number or the address: all of them.</param>
/// <param name="Cases">The customer's cases that the reader may read, open ones first.</param>
/// <param name="AnswersCase">Number of the closed case that it answers.</param>
/// <param name="CaseType">What a rule says that it is.</param>
/// <param name="Category">The same of its category.</param>
/// <param name="Form">Values for the form of the case type.</param>
/// <param name="DecidedByName">Who decided about it.</param>
/// <param name="DecidedAt">When.</param>
public sealed record IncomingView(
    IncomingRow Row,
    string? To,
    string? Text,
    bool IsAutomatic,
    IReadOnlyList<AttachmentView> Files,
    CustomerCard? Customer,
    IReadOnlyList<CustomerCard> Others,
    IReadOnlyList<CaseRow> Cases,
    string? AnswersCase,
    string? CaseType,
    string? Category,
    System.Text.Json.Nodes.JsonObject? Form,
    string? DecidedByName,
    DateTimeOffset? DecidedAt
)
{
    /// <summary>The other way by which the sender can be reached; null where he named one or none.</summary>
    public string? OtherAddress { get; init; }
}

/// <summary>Puts contacts of the inbox into one reader's words.</summary>
internal static class IncomingViews
{
    private const int BeginningLength = 160;

    public static async Task<List<IncomingRow>> Rows(DeskDb db, List<IncomingContact> rows, string language, CancellationToken ct)
    {
        var keys = rows.ConvertAll(row => row.Key);
        var customerKeys = rows.Select(row => row.CustomerKey).OfType<long>().Distinct().ToList();
        var customers = await db
            .Customers.Where(row => customerKeys.Contains(row.Key))
            .ToDictionaryAsync(row => row.Key, row => row.Name, ct);
        var caseKeys = rows.Select(row => row.CaseKey).OfType<long>().Distinct().ToList();
        var numbers = await db.Cases.Where(row => caseKeys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, row => row.Number, ct);
        var names = await DeskUsers.Names(db, rows.Select(row => row.ClaimedBy), language, ct);
        var codes = rows.Select(row => row.Unit).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var units = await db
            .Departments.Where(row => codes.Contains(row.Code))
            .ToDictionaryAsync(row => row.Code, row => row.Name, StringComparer.Ordinal, ct);
        var files = await db
            .Attachments.Where(row => row.IncomingKey != null && keys.Contains(row.IncomingKey.Value) && row.DeletedAt == null)
            .GroupBy(row => row.IncomingKey!.Value)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(one => one.Key, one => one.Count, ct);
        return rows.ConvertAll(row => new IncomingRow(
            row.Key,
            row.Channel,
            row.From,
            row.FromName,
            row.CustomerKey,
            row.CustomerKey is { } customer ? customers.GetValueOrDefault(customer) : null,
            row.Subject,
            Beginning(row),
            row.ReceivedAt,
            row.DueAt,
            row.State == InboxStates.Waiting && row.DueAt <= db.Now,
            row.ClaimedBy,
            row.ClaimedBy is { } claimer ? names.GetValueOrDefault(claimer, claimer) : null,
            row.Unit is { } unit ? units.GetValueOrDefault(unit)?.In(language) ?? unit : null,
            row.State,
            row.Reason is { } reason ? InboxTexts.Words.Get("reason." + reason, language, ("detail", row.ReasonDetail ?? "")).Trim() : null,
            row.CaseKey is { } caseKey ? numbers.GetValueOrDefault(caseKey) : null,
            files.GetValueOrDefault(row.Key)
        ));
    }

    private static string Beginning(IncomingContact row)
    {
        var text = row.Text ?? "";
        var head = text.Length > BeginningLength ? text[..BeginningLength] + "…" : text;
        return string.Join(' ', head.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}

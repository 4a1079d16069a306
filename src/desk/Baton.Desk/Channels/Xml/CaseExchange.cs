using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Baton.Desk.Cases;
using Baton.Desk.Contacts;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Xml;

/// <summary>What is answered to a message: the answer as XML, and the status that HTTP says.</summary>
internal sealed record ExchangeAnswer(XElement Xml, int Status)
{
    public bool IsProblem => Xml.Name.LocalName == "problem";

    /// <summary>The sentence of a problem.</summary>
    public string Detail => Xml.Element(ExchangeSchema.Namespace + "detail")?.Value ?? "";
}

/// <summary>
/// Does what messages of other systems ask, as a user and by the use cases of the desk: opens cases, tells their state, takes feedback. A message with an
/// id that was seen before answers as it did then.
/// </summary>
internal sealed class CaseExchange(
    DeskReader reader,
    OpenCase open,
    SearchCases search,
    ShowCase show,
    LogCaseContact log,
    ExchangeFiles files
)
{
    public const string OpenMessage = "openCase";
    public const string FeedbackMessage = "giveFeedback";
    public const string FindMessage = "findCases";
    private const string DefaultChannel = "api";
    private const string MessagePrefix = "xml:";
    private const int MaxFound = 100;
    private const int Ok = 200;
    private const int Created = 201;

    private static readonly XNamespace Ns = ExchangeSchema.Namespace;

    /// <param name="user">As whom it is done.</param>
    /// <param name="content">The message as it came.</param>
    /// <param name="number">The number that the address names; null for none.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="expected">The messages that are taken here.</param>
    public async Task<ExchangeAnswer> Handle(DeskUser user, byte[] content, string? number, CancellationToken ct, params string[] expected)
    {
        var (document, unread) = ExchangeReading.Document(content, user.Language);
        return document is null ? Refuse(unread!) : await Handle(user, document.Root!, number, ct, expected);
    }

    /// <summary>The same with a message that was taken out of what it came in, as SOAP has it.</summary>
    public async Task<ExchangeAnswer> Handle(
        DeskUser user,
        XElement message,
        string? number,
        CancellationToken ct,
        params string[] expected
    )
    {
        if (ExchangeReading.Check(message, user.Language, expected) is { } unfit)
            return Refuse(unfit);
        return message.Name.LocalName switch
        {
            OpenMessage => await Open(user, message, ct),
            FeedbackMessage => await Feedback(user, message, number, ct),
            _ => await Find(user, message, ct),
        };
    }

    public async Task<ExchangeAnswer> Show(DeskUser user, string number, CancellationToken ct)
    {
        var page = await show.Handle(user, new(number), ct);
        return page.Problem is { } problem ? Refuse(new(problem, [])) : Cases([page.Value.Case], false);
    }

    public async Task<ExchangeAnswer> Search(DeskUser user, string? customerNumber, string? phone, string? reference, CancellationToken ct)
    {
        if (!CaseGuard.MayReadSome(user))
            return Refuse(new(Problems.Forbidden(user.Language), []));
        if (reference is { Length: > 0 })
            return await OfReference(user, reference, ct);
        var request = new SearchCasesRequest { Phone = phone, Limit = MaxFound };
        if (customerNumber is { Length: > 0 })
        {
            if (await CustomerKey(customerNumber, ct) is not { } key)
                return Cases([], false);
            request = request with { CustomerKey = key };
        }
        var found = await search.Handle(user, request, ct);
        return found.Problem is { } problem ? Refuse(new(problem, [])) : Cases(found.Value.Items, found.Value.NextCursor is not null);
    }

    public static ExchangeAnswer Refuse(ExchangeProblem refused) =>
        new(
            new XElement(
                Ns + "problem",
                new XElement(Ns + "code", refused.Problem.Code),
                new XElement(Ns + "detail", Clean(refused.Problem.Detail)),
                refused.Faults.Select(fault => new XElement(
                    Ns + "error",
                    new XAttribute("element", Clean(fault.Element)),
                    fault.Line > 0 ? new XAttribute("line", fault.Line) : null,
                    fault.Line > 0 ? new XAttribute("column", fault.Column) : null,
                    Clean(fault.Message)
                ))
            ),
            Answer.Status(refused.Problem)
        );

    private async Task<ExchangeAnswer> Open(DeskUser user, XElement message, CancellationToken ct)
    {
        var channel = Text(message, "channel") ?? DefaultChannel;
        if (!user.May(CaseEntries.Permission(channel)))
            return Refuse(new(Problems.Forbidden(user.Language), []));
        long? customerKey = null;
        if (Text(message, "customerNumber") is { } customerNumber)
        {
            customerKey = await CustomerKey(customerNumber, ct);
            if (customerKey is null)
            {
                var unknown = CaseExchangeTexts.Words.Field("customerNumber", "unknown", "customer", user.Language);
                return Refuse(ExchangeReading.Placed(Problems.Invalid(user.Language, unknown), message));
            }
        }
        var (attached, unfit) = await files.Take(user, message, _ => Task.FromResult<Problem?>(null), ct);
        if (unfit is not null)
            return Refuse(unfit);
        var customer = message.Element(Ns + "customer");
        var request = new OpenCaseRequest(Text(message, "type")!, Text(message, "subject")!)
        {
            Category = Text(message, "category"),
            Description = Text(message, "description"),
            Channel = channel,
            Department = Text(message, "department"),
            Phone = Text(message, "phone"),
            CallBackAt = Time(message, "callBackAt"),
            CustomerKey = customerKey,
            Customer = customer is null
                ? null
                : new(Text(customer, "name")!, Phones: Texts(customer, "phone"), Emails: Texts(customer, "email")),
            Form = Form(message),
            Files = attached,
            IdempotencyKey = MessageKey(message),
        };
        var opened = await open.Handle(user, request, ct);
        return opened.Problem is { } problem
            ? Refuse(ExchangeReading.Placed(problem, message))
            : Taken("caseOpened", message, opened.Value.Number, Created);
    }

    private async Task<ExchangeAnswer> Feedback(DeskUser user, XElement message, string? address, CancellationToken ct)
    {
        var number = Text(message, "number")!;
        if (address is not null && !string.Equals(number, address, StringComparison.OrdinalIgnoreCase))
        {
            var other = CaseExchangeTexts.Words.Field("number", "mismatch", "number", user.Language);
            return Refuse(ExchangeReading.Placed(Problems.Invalid(user.Language, other), message));
        }
        var channel = Text(message, "channel") ?? DefaultChannel;
        if (!user.May(Permissions.OpenCases) && !user.May(CaseEntries.Permission(channel)))
            return Refuse(new(Problems.Forbidden(user.Language), []));
        var (attached, unfit) = await files.Take(
            user,
            message,
            async db => await CaseGuard.Find(db, user, number, ct) is null ? Problems.NotFound("case", user.Language) : null,
            ct
        );
        if (unfit is not null)
            return Refuse(unfit);
        var rating = Text(message, "rating");
        var text = Text(message, "text");
        var note = rating is null ? text : $"{rating.Trim()}/5\n{text}".TrimEnd();
        var request = new LogCaseContactRequest(Text(message, "subject")!, Channel: channel, Note: note)
        {
            Files = attached,
            IdempotencyKey = MessageKey(message),
        };
        var logged = await log.Handle(user, number, request, ct);
        return logged.Problem is { } problem
            ? Refuse(ExchangeReading.Placed(problem, message))
            : Taken("feedbackTaken", message, logged.Value.CaseNumber, Ok);
    }

    private async Task<ExchangeAnswer> Find(DeskUser user, XElement message, CancellationToken ct) =>
        Text(message, "number") is { } number
            ? await Show(user, number, ct)
            : await Search(user, Text(message, "customerNumber"), Text(message, "phone"), Text(message, "reference"), ct);

    /// <summary>The case that the user's own message opened.</summary>
    private async Task<ExchangeAnswer> OfReference(DeskUser user, string reference, CancellationToken ct)
    {
        var key = MessagePrefix + reference;
        var found = await reader.Read(
            db =>
                db.IdempotentCreates.Where(row => row.UserName == user.UserName && row.Operation == "case" && row.IdempotencyKey == key)
                    .Select(row => (long?)row.ResultKey)
                    .SingleOrDefaultAsync(ct),
            ct
        );
        return found is { } caseKey ? await Show(user, caseKey.ToString(CultureInfo.InvariantCulture), ct) : Cases([], false);
    }

    private Task<long?> CustomerKey(string number, CancellationToken ct) =>
        reader.Read(db => db.Customers.Where(row => row.Number == number).Select(row => (long?)row.Key).SingleOrDefaultAsync(ct), ct);

    private static string MessageKey(XElement message) => MessagePrefix + (string)message.Attribute("messageId")!;

    /// <summary>Fields of one name are the values of a list.</summary>
    private static JsonObject Form(XElement message)
    {
        var form = new JsonObject();
        foreach (var group in message.Elements(Ns + "field").GroupBy(field => (string)field.Attribute("name")!, StringComparer.Ordinal))
        {
            List<JsonNode?> values = [.. group.Select(Value)];
            form[group.Key] = values.Count == 1 ? values[0] : new JsonArray([.. values]);
        }
        return form;
    }

    private static JsonNode? Value(XElement field) =>
        (string?)field.Attribute("type") switch
        {
            "number" when decimal.TryParse(field.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            "boolean" when field.Value.Trim() is "true" or "1" => true,
            "boolean" when field.Value.Trim() is "false" or "0" => false,
            _ => field.Value,
        };

    private static ExchangeAnswer Taken(string name, XElement message, string number, int status) =>
        new(
            new XElement(
                Ns + name,
                new XAttribute("messageId", (string)message.Attribute("messageId")!),
                new XElement(Ns + "number", number)
            ),
            status
        );

    private static ExchangeAnswer Cases(IEnumerable<CaseRow> rows, bool isMore) =>
        new(
            new XElement(
                Ns + "cases",
                new XAttribute("isMore", isMore),
                rows.Select(row => new XElement(
                    Ns + "case",
                    new XElement(Ns + "number", row.Number),
                    new XElement(Ns + "type", row.TypeCode),
                    new XElement(Ns + "subject", Clean(row.Subject)),
                    row.CategoryCode is { } category ? new XElement(Ns + "category", category) : null,
                    new XElement(Ns + "customerName", Clean(row.CustomerName)),
                    new XElement(Ns + "channel", row.Channel),
                    new XElement(Ns + "status", row.Status),
                    new XElement(Ns + "statusText", Clean(row.StatusText)),
                    new XElement(Ns + "isClosed", row.IsClosed),
                    new XElement(Ns + "openedAt", row.OpenedAt.UtcDateTime),
                    new XElement(Ns + "updatedAt", row.UpdatedAt.UtcDateTime),
                    row.ClosedAt is { } closed ? new XElement(Ns + "closedAt", closed.UtcDateTime) : null
                ))
            ),
            Ok
        );

    private static string? Text(XElement parent, string name) => parent.Element(Ns + name)?.Value;

    private static List<string> Texts(XElement parent, string name) => [.. parent.Elements(Ns + name).Select(one => one.Value)];

    /// <summary>A time without a zone is meant in UTC.</summary>
    private static DateTimeOffset? Time(XElement parent, string name) =>
        DateTimeOffset.TryParse(Text(parent, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    /// <summary>XML has no way to say some characters that texts may hold.</summary>
    private static string Clean(string text) => string.Concat(text.Where(one => XmlConvert.IsXmlChar(one) || char.IsSurrogate(one)));
}

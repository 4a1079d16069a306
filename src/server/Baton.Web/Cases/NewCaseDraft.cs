using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Baton.Desk;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Assessing;
using Baton.Desk.Cases.Likely;
using Baton.Desk.Contacts;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Customers;
using Baton.Web.Shell;

namespace Baton.Web.Cases;

/// <summary>What an agent has typed of a new case. Kept on the server as JSON and, field by field, in the browser.</summary>
public sealed class NewCaseDraft
{
    /// <summary>There is one half-typed new case for each user.</summary>
    public const string Key = "new-case";

    /// <summary>Before the code of the page on which a draft is typed.</summary>
    public const string EntryPrefix = "register-";
    public const string SubjectField = "subject";
    public const string DescriptionField = "description";
    public const string CustomerNameField = "customer-name";
    public const string CustomerPhoneField = "customer-phone";
    public const string CustomerFaxField = "customer-fax";
    public const string CustomerEmailField = "customer-email";
    public const string FormPrefix = "form-";

    private const int DescriptionMaxLength = 20_000;

    public string? Type { get; set; }
    public string? Category { get; set; }
    public string Subject { get; set; } = "";
    public string Description { get; set; } = "";

    /// <summary>A known customer; null while a new one is typed or none is chosen.</summary>
    public long? CustomerKey { get; set; }
    public bool IsNewCustomer { get; set; }
    public string CustomerName { get; set; } = "";
    public string CustomerPhone { get; set; } = "";
    public string CustomerFax { get; set; } = "";
    public string CustomerEmail { get; set; } = "";

    /// <summary>The way by which the customer came; null for the phone.</summary>
    public string? Channel { get; set; }

    /// <summary>The contact of the inbox of which the case is made; null for none.</summary>
    public long? ContactKey { get; set; }

    /// <summary>Under this key the draft is kept: each contact has one of its own.</summary>
    [JsonIgnore]
    public string KeptAs => KeyOf(ContactKey, Channel);

    /// <summary>The number that the known customer is calling from; null for his main number.</summary>
    public string? Phone { get; set; }
    public string? UnitManager { get; set; }
    public string? UnitManagerName { get; set; }

    /// <summary>When the customer was promised to be called back, as the field has it: local, without a zone; empty for no promise.</summary>
    public string CallBack { get; set; } = "";

    /// <summary>What he is to be told then.</summary>
    public string CallBackRemark { get; set; } = "";

    /// <summary>Code of the third party that it is about; null for none.</summary>
    public string? ThirdParty { get; set; }
    public JsonObject Form { get; set; } = [];

    /// <summary>Sending the same case twice makes one case.</summary>
    public string IdempotencyKey { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>Each contact has a draft of its own, and so has each page for people outside the call centre.</summary>
    public static string KeyOf(long? contact, string? channel = null) =>
        contact is { } key ? string.Create(CultureInfo.InvariantCulture, $"contact-{key}")
        : CaseEntries.Of(channel) is not CaseEntries.Desk and var entry ? EntryPrefix + entry
        : Key;

    /// <summary>A draft of what came in, so that nothing is typed twice.</summary>
    public static NewCaseDraft Of(IncomingView contact)
    {
        var from = contact.Row.From;
        var isNumber = from?.StartsWith('+') == true;
        var other = contact.OtherAddress;
        var isOtherNumber = other?.StartsWith('+') == true;
        var isFax = contact.Row.Channel == "fax";
        return new()
        {
            ContactKey = contact.Row.Key,
            Channel = contact.Row.Channel,
            Type = contact.CaseType,
            Category = contact.Category,
            Subject = contact.Row.Subject,
            Description = contact.Text?.Length > DescriptionMaxLength ? contact.Text[..DescriptionMaxLength] : contact.Text ?? "",
            CustomerKey = contact.Customer?.Key,
            IsNewCustomer = contact.Customer is null && contact.Others.Count == 0,
            CustomerName = contact.Row.FromName ?? "",
            CustomerPhone = isNumber && !isFax ? from! : (isOtherNumber ? other! : ""),
            CustomerFax = isNumber && isFax ? from! : "",
            CustomerEmail = !isNumber ? from ?? "" : (isOtherNumber ? "" : other ?? ""),
            Phone = isNumber && !isFax && contact.Customer is not null ? from : null,
            Form = contact.Form ?? [],
        };
    }

    public JsonElement ToElement() => JsonSerializer.SerializeToElement(this);

    /// <summary>What is asked of the desk.</summary>
    public OpenCaseRequest ToRequest(LocalTime when) =>
        new(Type ?? "", Subject)
        {
            Category = Category,
            Description = Description,
            CustomerKey = IsNewCustomer ? null : CustomerKey,
            Customer = IsNewCustomer
                ? new(CustomerName, Phones: Given(CustomerPhone), Faxes: Given(CustomerFax), Emails: Given(CustomerEmail))
                : null,
            Channel = Channel,
            IncomingKey = ContactKey,
            Phone = IsNewCustomer ? null : Phone,
            UnitManager = UnitManager,
            CallBackAt = when.Typed(CallBack),
            CallBackRemark = NullIfBlank(CallBackRemark),
            ThirdParty = ThirdParty,
            Form = (JsonObject)Form.DeepClone(),
            DraftKey = KeptAs,
            IdempotencyKey = IdempotencyKey,
        };

    /// <summary>What is known so far of how severe it is.</summary>
    public AssessCaseRequest ToAssessment() =>
        new(Type ?? "")
        {
            Category = Category,
            Channel = Channel,
            CustomerKey = IsNewCustomer ? null : CustomerKey,
            CustomerKind = IsNewCustomer ? CustomerKinds.Person : null,
            Form = (JsonObject)Form.DeepClone(),
        };

    /// <summary>What can be compared with other cases; null while there is nothing.</summary>
    public LikelyCasesRequest? ToLikely() =>
        CustomerKey is null && Category is null && string.IsNullOrWhiteSpace(Subject) && string.IsNullOrWhiteSpace(CustomerPhone)
            ? null
            : new()
            {
                Type = Type,
                Category = Category,
                Subject = Subject,
                CustomerKey = IsNewCustomer ? null : CustomerKey,
                Phone = IsNewCustomer ? NullIfBlank(CustomerPhone) : Phone,
                Form = (JsonObject)Form.DeepClone(),
            };

    /// <summary>The call as one about a case that exists already.</summary>
    public LogCaseContactRequest ToCaseContact()
    {
        var contact = ToContact();
        return new(contact.Subject, contact.CustomerKey, contact.Channel, contact.Phone, contact.Note)
        {
            DraftKey = KeptAs,
            IdempotencyKey = contact.IdempotencyKey,
        };
    }

    /// <summary>The same as a log entry without a case. A customer whom nobody knows yet is not made for it.</summary>
    public LogContactRequest ToContact() =>
        new(
            Subject,
            IsNewCustomer ? null : CustomerKey,
            Channel,
            Phone: IsNewCustomer ? NullIfBlank(CustomerPhone) : Phone,
            Note: NullIfBlank(Description)
        )
        {
            IdempotencyKey = IdempotencyKey,
        };

    private static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string[] Given(string text) => string.IsNullOrWhiteSpace(text) ? [] : [text.Trim()];

    /// <summary>The draft that was kept; a new one when the text is no draft of this form.</summary>
    public static NewCaseDraft FromJson(string? json)
    {
        try
        {
            return json is null ? new() : JsonSerializer.Deserialize<NewCaseDraft>(json) ?? new();
        }
        catch (JsonException)
        {
            return new();
        }
    }

    /// <summary>Takes over fields that the browser kept and the server never got.</summary>
    public void Recover(IReadOnlyDictionary<string, string> fields)
    {
        foreach (var (name, value) in fields)
        {
            switch (name)
            {
                case SubjectField:
                    Subject = value;
                    break;
                case DescriptionField:
                    Description = value;
                    break;
                case CustomerNameField:
                    CustomerName = value;
                    break;
                case CustomerPhoneField:
                    CustomerPhone = value;
                    break;
                case CustomerFaxField:
                    CustomerFax = value;
                    break;
                case CustomerEmailField:
                    CustomerEmail = value;
                    break;
                default:
                    if (name.StartsWith(FormPrefix, StringComparison.Ordinal) && value.Length > 0)
                        Form[name[FormPrefix.Length..]] = value;
                    break;
            }
        }
    }
}

using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Runtime;

namespace Baton.Desk.Customers;

/// <summary>What the rows say about that which a request names.</summary>
/// <param name="TierIsKnown">A customer can be given the tier, or has it already.</param>
/// <param name="OrganisationKind">Kind of the customer named as organisation; null when there is none.</param>
/// <param name="ManagerIsKnown">The key account manager is an active user.</param>
/// <param name="LosesMembers">People belong to the customer, who would be a person from now on.</param>
internal sealed record CustomerFacts(bool TierIsKnown, string? OrganisationKind, bool ManagerIsKnown, bool LosesMembers);

/// <summary>Numbers and addresses as they are kept: in one notation, each once, in the order of the request.</summary>
internal sealed record CustomerDetails(
    IReadOnlyList<string> Phones,
    IReadOnlyList<string> Faxes,
    IReadOnlyList<string> Emails,
    IReadOnlyList<PostalAddress> Addresses,
    string? KeyAccountManager
)
{
    private const int NumbersMax = 20;
    private const int AddressesMax = 10;

    /// <summary>The numbers of a kind that the customer has, the main one first.</summary>
    public static List<string> Numbers(Customer customer, string kind) =>
        [.. customer.Phones.Where(phone => phone.Kind == kind).OrderBy(phone => phone.SortOrder).Select(phone => phone.Number)];

    /// <summary>The mail addresses that the customer has, the main one first.</summary>
    public static List<string> MailAddresses(Customer customer) =>
        [.. customer.Emails.OrderBy(email => email.SortOrder).Select(email => email.Address)];

    /// <summary>The postal addresses that the customer has, the main one first.</summary>
    public static List<PostalAddress> PostalAddresses(Customer customer) =>
        [.. customer.Addresses.OrderBy(address => address.SortOrder).Select(address => new PostalAddress(address.Label, address.Text))];

    /// <summary>Pure: the details of a request, or all that is wrong with it.</summary>
    public static Outcome<CustomerDetails> Check(
        string language,
        long? ownKey,
        string kind,
        SaveCustomerRequest request,
        CustomerFacts facts,
        string region
    )
    {
        var faults = new List<FieldProblem>();
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 200)
            faults.Add(Problems.Field("name", "required", "customer.name", language));
        if (request.Number?.Length > 100)
            faults.Add(CustomerTexts.Words.Field("number", "maxLength", "number-length", language));
        if (!CustomerKinds.All.Contains(kind))
            faults.Add(CustomerTexts.Words.Field("kind", "option", "kind", language));
        else if (facts.LosesMembers)
            faults.Add(CustomerTexts.Words.Field("kind", "members", "kind-with-members", language));
        if (request.Tier is { } tier && !facts.TierIsKnown)
            faults.Add(CustomerTexts.Words.Field("tier", "option", "tier", language, ("code", tier)));
        if (request.Language is { } tongue && !Languages.All.Contains(tongue))
            faults.Add(Problems.Field("language", "option", "user.language", language));
        if (request.Remark?.Length > 4000)
            faults.Add(CustomerTexts.Words.Field("remark", "maxLength", "remark-length", language));
        Organisation(language, ownKey, kind, request, facts, faults);
        if (Given(request.KeyAccountManager) is { } manager && !facts.ManagerIsKnown)
            faults.Add(CustomerTexts.Words.Field("keyAccountManager", "unknown", "manager-unknown", language, ("name", manager)));
        var phones = Numbers("phones", request.Phones, language, region, faults);
        var faxes = Numbers("faxes", request.Faxes, language, region, faults);
        var emails = MailAddresses(request.Emails, language, faults);
        var addresses = PostalAddresses(request.Addresses, language, faults);
        return faults.Count > 0
            ? Problems.Invalid(language, faults)
            : new CustomerDetails(phones, faxes, emails, addresses, Given(request.KeyAccountManager)?.ToLowerInvariant());
    }

    private static void Organisation(
        string language,
        long? ownKey,
        string kind,
        SaveCustomerRequest request,
        CustomerFacts facts,
        List<FieldProblem> faults
    )
    {
        if (request.OrganisationKey is not { } organisation)
            return;
        if (facts.OrganisationKind is null || organisation == ownKey)
            faults.Add(CustomerTexts.Words.Field("organisationKey", "unknown", "organisation-unknown", language));
        else if (!CustomerKinds.IsBody(facts.OrganisationKind))
            faults.Add(CustomerTexts.Words.Field("organisationKey", "kind", "organisation-kind", language));
        else if (CustomerKinds.IsBody(kind))
            faults.Add(CustomerTexts.Words.Field("organisationKey", "kind", "organisation-of-person", language));
    }

    private static List<string> Numbers(
        string field,
        IReadOnlyList<string>? texts,
        string language,
        string region,
        List<FieldProblem> faults
    )
    {
        var numbers = new List<string>();
        foreach (var (index, text) in All(texts).Index())
        {
            if (text.Length > 50 || !Telephone.TryNormalise(text, region, out var number))
                faults.Add(Problems.Field($"{field}[{index}]", "phone", "customer.phone", language, ("value", text)));
            else if (!numbers.Contains(number, StringComparer.Ordinal))
                numbers.Add(number);
        }
        if (numbers.Count > NumbersMax)
            faults.Add(CustomerTexts.Words.Field(field, "maxItems", "too-many", language, ("max", $"{NumbersMax}")));
        return numbers;
    }

    private static List<string> MailAddresses(IReadOnlyList<string>? texts, string language, List<FieldProblem> faults)
    {
        var emails = new List<string>();
        foreach (var (index, address) in All(texts).Index())
        {
            if (address.Length <= 254 && FormValidation.IsMailAddress(address))
                emails.Add(address.ToLowerInvariant());
            else
                faults.Add(Problems.Field($"emails[{index}]", "email", "customer.email", language, ("value", address)));
        }
        if (emails.Count > NumbersMax)
            faults.Add(CustomerTexts.Words.Field("emails", "maxItems", "too-many", language, ("max", $"{NumbersMax}")));
        return [.. emails.Distinct(StringComparer.Ordinal)];
    }

    private static List<PostalAddress> PostalAddresses(IReadOnlyList<PostalAddress>? given, string language, List<FieldProblem> faults)
    {
        var addresses = new List<PostalAddress>();
        foreach (var (index, address) in (given ?? []).Index())
        {
            if (string.IsNullOrWhiteSpace(address.Text))
                continue;
            if (address.Text.Length > 500 || address.Label?.Length > 50)
                faults.Add(CustomerTexts.Words.Field($"addresses[{index}]", "maxLength", "address-length", language));
            else
                addresses.Add(new(address.Label?.Trim() ?? "", address.Text.Trim()));
        }
        if (addresses.Count > AddressesMax)
            faults.Add(CustomerTexts.Words.Field("addresses", "maxItems", "too-many", language, ("max", $"{AddressesMax}")));
        return addresses;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static IEnumerable<string> All(IReadOnlyList<string>? texts) =>
        (texts ?? []).Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text.Trim());
}

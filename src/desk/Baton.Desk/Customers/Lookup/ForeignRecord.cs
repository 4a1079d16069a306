using Baton.Desk.Access;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Customers.Tiers;
using Baton.Desk.Forms;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Lookup;

/// <summary>Writes what the foreign system says on the desk's record. What the desk cannot use, such as a number that cannot exist, is left out.</summary>
internal sealed class ForeignRecord(DeskUser user, CustomerLookupOptions options, string region)
{
    private const int Most = 20;

    /// <summary>
    /// Writes on the customer of the key, or of the number that the answer names, or on a new one; saves. Nothing is written on a customer who was
    /// merged or erased.
    /// </summary>
    public async Task<Outcome<Customer>> Keep(
        DeskDb db,
        UnitOfWork unit,
        ForeignCustomer foreign,
        long? key,
        string? number,
        string? phone,
        CancellationToken ct
    )
    {
        var named = foreign.Number ?? number;
        var known = key is not null
            ? await db.Customers.Whole().SingleOrDefaultAsync(row => row.Key == key, ct)
            : await db.Customers.Whole().SingleOrDefaultAsync(row => row.Number == named, ct);
        if (known is { MergedIntoKey: not null })
            return CustomerTexts.Words.Rejected("customer-merged", user.Language);
        if (known is { ErasedAt: not null })
            return CustomerTexts.Words.Rejected("customer-erased", user.Language);
        var tiers = await TierCatalogue.Read(db, ct);
        var request = await Request(db, foreign, known, phone, tiers, ct);
        var facts = await Facts(db, known, ct);
        var kind = known?.Kind ?? CustomerKinds.Person;
        var details = CustomerDetails.Check(user.Language, known?.Key, kind, request, facts, region);
        if (details.Problem is { } problem)
            return problem;
        var customer = known ?? Add(db, unit, named, tiers);
        if (known is null || !CustomerRows.IsWritten(customer, request, details.Value))
            CustomerRows.Write(customer, request, details.Value, unit.Now);
        (customer.LookedUpAt, customer.LookupSource) = (unit.Now, options.Name);
        customer.ExternalId = foreign.ExternalId ?? customer.ExternalId;
        await KeyAccounts.Save(db, unit, ct);
        return customer;
    }

    private Customer Add(DeskDb db, UnitOfWork unit, string? number, TierCatalogue tiers)
    {
        var key = unit.NextKey();
        var customer = CustomerRows.New(key, number ?? CustomerRows.OwnNumber(key), tiers.Ordinary, user.Language, unit.Now);
        db.Customers.Add(customer);
        return customer;
    }

    private async Task<SaveCustomerRequest> Request(
        DeskDb db,
        ForeignCustomer foreign,
        Customer? known,
        string? phone,
        TierCatalogue tiers,
        CancellationToken ct
    )
    {
        var phones = foreign.Phones?.Where(text => text.Length <= 50 && Telephone.TryNormalise(text, region, out _)).Take(Most).ToList();
        var emails = foreign.Emails?.Where(text => text.Length <= 254 && FormValidation.IsMailAddress(text.Trim())).Take(Most).ToList();
        var own = known is null ? (phone is null ? [] : [phone]) : CustomerDetails.Numbers(known, CustomerPhone.Phone);
        return new(
            foreign.Name,
            Tier: (foreign.Tier is { } tier ? tiers.Find(tier) : null) ?? known?.Tier,
            Language: known?.Language,
            Phones: phones is { Count: > 0 } ? phones : own,
            Faxes: known is null ? null : CustomerDetails.Numbers(known, CustomerPhone.Fax),
            Emails: emails is { Count: > 0 } ? emails
                : known is null ? null
                : CustomerDetails.MailAddresses(known),
            Remark: known?.Remark
        )
        {
            Kind = known?.Kind,
            OrganisationKey = known?.OrganisationKey,
            KeyAccountManager = await Manager(db, foreign, ct) ?? known?.KeyAccountManager,
            Addresses = known is null ? null : CustomerDetails.PostalAddresses(known),
        };
    }

    private static async Task<string?> Manager(DeskDb db, ForeignCustomer foreign, CancellationToken ct)
    {
        if (foreign.KeyAccountManager is not { } name)
            return null;
        var normal = DeskUsers.Normal(name);
        return await db.Users.Where(row => row.UserName == normal && !row.IsDisabled).Select(row => row.UserName).SingleOrDefaultAsync(ct);
    }

    /// <summary>Tier and manager were looked up before they were put into the request.</summary>
    private static async Task<CustomerFacts> Facts(DeskDb db, Customer? known, CancellationToken ct) =>
        new(
            TierIsKnown: true,
            known?.OrganisationKey is { } body
                ? await db.Customers.Where(row => row.Key == body).Select(row => row.Kind).SingleOrDefaultAsync(ct)
                : null,
            ManagerIsKnown: true,
            LosesMembers: false
        );
}

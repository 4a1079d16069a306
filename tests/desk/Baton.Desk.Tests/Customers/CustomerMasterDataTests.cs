using Baton.Desk.Customers;
using Baton.Desk.Customers.Tiers;
using Baton.Desk.Http;
using Baton.Engine;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Customers;

public sealed class CustomerMasterDataTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_person_belongs_to_an_organisation_and_has_somebody_who_looks_after_him()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        var firm = await Create(desk, new("Harbour Trading", "F-1") { Kind = CustomerKinds.Organisation });

        var made = await Create(
            desk,
            new("Lily Ho", "P-1", "key")
            {
                OrganisationKey = firm.Key,
                KeyAccountManager = " Carl ",
                Addresses = [new("Office", "1 Harbour Road\nWan Chai"), new("", "  ")],
            }
        );

        var card = (await desk.Get<ShowCustomer>().Handle(amy, new(made.Key), Ct)).Value.Card;
        Assert.Equal((CustomerKinds.Person, "Key account"), (card.Kind, card.TierName));
        Assert.Equal((firm.Key, "Harbour Trading"), (card.OrganisationKey, card.OrganisationName));
        Assert.Equal(("carl", "Carl Ho"), (card.KeyAccountManager, card.KeyAccountManagerName));
        Assert.Equal([new PostalAddress("Office", "1 Harbour Road\nWan Chai")], card.Addresses);
        Assert.Equal("P-1", Assert.Single((await desk.Get<FindCustomers>().Handle(amy, new(Search: "harbour road"), Ct)).Value).Number);
    }

    [Fact]
    public async Task Each_wrong_reference_of_a_customer_is_named()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        var person = await Create(desk, new("Person"));
        var firm = await Create(desk, new("Firm") { Kind = CustomerKinds.Organisation });

        var unknown = await desk.Get<SaveCustomer>()
            .Create(
                amy,
                new("x", new string('1', 101), "platinum")
                {
                    Kind = "robot",
                    OrganisationKey = 1,
                    KeyAccountManager = "nobody",
                    Addresses = [new("a", new string('x', 501))],
                },
                Ct
            );
        var ofPerson = await desk.Get<SaveCustomer>().Create(amy, new("x") { OrganisationKey = person.Key }, Ct);
        var ofFirm = await desk.Get<SaveCustomer>()
            .Create(amy, new("x") { Kind = CustomerKinds.Authority, OrganisationKey = firm.Key }, Ct);

        Assert.Equal(
            ["number", "kind", "tier", "organisationKey", "keyAccountManager", "addresses[0]"],
            unknown.Problem!.Fields.Select(field => field.Field)
        );
        Assert.Equal("kind", Assert.Single(ofPerson.Problem!.Fields).Code);
        Assert.Equal("organisationKey", Assert.Single(ofFirm.Problem!.Fields).Field);
    }

    [Fact]
    public async Task An_organisation_with_members_stays_one()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        var firm = await Create(desk, new("Firm") { Kind = CustomerKinds.Organisation });
        await Create(desk, new("Member") { OrganisationKey = firm.Key });

        var change = await desk.Get<SaveCustomer>().Update(amy, firm.Key, new("Firm") { Kind = CustomerKinds.Person }, Ct);

        Assert.Equal(["kind"], change.Problem!.Fields.Select(field => field.Field));
    }

    [Fact]
    public async Task A_change_puts_numbers_and_addresses_into_the_order_that_was_asked_for()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        var made = await Create(
            desk,
            new("Order", Phones: ["2345 6789", "2345 6780"], Emails: ["a@example.com", "b@example.com"])
            {
                Addresses = [new("home", "One"), new("office", "Two")],
            }
        );

        await desk.Get<SaveCustomer>()
            .Update(
                amy,
                made.Key,
                new("Order", Phones: ["2345 6780", "2345 6789"], Emails: ["b@example.com", "a@example.com"])
                {
                    Addresses = [new("office", "Two")],
                },
                Ct
            );

        var card = (await desk.Get<ShowCustomer>().Handle(amy, new(made.Key), Ct)).Value.Card;
        Assert.Equal(["+85223456780", "+85223456789"], card.Phones);
        Assert.Equal(["b@example.com", "a@example.com"], card.Emails);
        Assert.Equal([new PostalAddress("office", "Two")], card.Addresses);
    }

    [Fact]
    public async Task Tiers_that_a_pack_brings_replace_the_usual_ones_and_a_retired_one_keeps_its_name()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        var usual = (await desk.Get<ListCustomerTiers>().Handle(amy, Ct)).Value;
        await desk.Change(
            (db, _) =>
            {
                db.CustomerTiers.AddRange(Tier("vip", 9, false), Tier("basic", 1, false), Tier("old", 5, true));
                return Task.CompletedTask;
            }
        );

        var ours = (await desk.Get<ListCustomerTiers>().Handle(amy, Ct)).Value;
        var made = await Create(desk, new("Newcomer"));
        var refused = await desk.Get<SaveCustomer>().Create(amy, new("x", Tier: "old"), Ct);
        await desk.Change(async (db, _) => (await db.Customers.SingleAsync(row => row.Key == made.Key, Ct)).Tier = "old");
        var kept = await desk.Get<SaveCustomer>().Update(amy, made.Key, new("Newcomer", Tier: "old"), Ct);

        Assert.Equal(["normal", "silver", "gold", "key"], usual.Select(tier => tier.Code));
        Assert.Equal([("basic", "basic name"), ("vip", "vip name")], ours.Select(tier => (tier.Code, tier.Name)));
        Assert.Equal("basic", made.Tier);
        Assert.Equal("tier", Assert.Single(refused.Problem!.Fields).Field);
        Assert.Equal("old name", kept.Value.TierName);
        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<ListCustomerTiers>().Handle(await desk.User("adam"), Ct)).Problem!.Kind);

        static CustomerTier Tier(string code, int rank, bool isRetired) =>
            new()
            {
                Code = code,
                Name = LocalizedText.Same(code + " name"),
                Rank = rank,
                IsRetired = isRetired,
            };
    }

    [Fact]
    public async Task What_two_people_change_at_once_is_not_lost()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        var made = await Create(desk, new("Twice"));
        var change = new SaveCustomerRequest("Once") { Version = made.Version };

        await desk.Get<SaveCustomer>().Update(amy, made.Key, change, Ct);
        var late = await desk.Get<SaveCustomer>().Update(await desk.User("bob"), made.Key, change, Ct);

        Assert.Equal(Answer.VersionMismatch, late.Problem!.Code);
    }

    private static async Task<CustomerCard> Create(DeskHost desk, SaveCustomerRequest request)
    {
        var outcome = await desk.Get<SaveCustomer>().Create(await desk.User("amy"), request, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }
}

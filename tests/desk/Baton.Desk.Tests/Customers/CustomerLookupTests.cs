using Baton.Desk.Customers;
using Baton.Desk.Customers.Lookup;
using Baton.Desk.Customers.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Customers;

public sealed class CustomerLookupTests
{
    private const string Ada = """
        {
          "account": { "id": 4711, "no": "B-1", "holder": "Ada Chan", "class": "VIP" },
          "contact": { "lines": [ { "msisdn": "+85223456789" }, { "msisdn": "nonsense" } ], "mails": [ "Ada@Example.com" ] },
          "manager": "CARL"
        }
        """;

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task An_unknown_number_is_asked_for_and_the_answer_is_kept()
    {
        await using var billing = await BillingSystem.Start();
        await using var desk = await Start(billing);
        string? secret = null;
        billing.Say(Ada);
        var answer = billing.Answer;
        billing.Answer = context =>
        {
            secret = context.Request.Headers["X-Key"];
            return answer(context);
        };

        var found = await Find(desk, new(Number: "B-1"));

        Assert.Equal((LookupResults.Found, "Billing"), (found.Result, found.System));
        var card = found.Card!;
        Assert.Equal(
            ("B-1", "Ada Chan", "gold", "carl", "4711"),
            (card.Number, card.Name, card.Tier, card.KeyAccountManager, card.ExternalId)
        );
        Assert.Equal(["+85223456789"], card.Phones);
        Assert.Equal(["ada@example.com"], card.Emails);
        Assert.Equal(("Billing", desk.Now), (card.LookupSource, card.LookedUpAt));
        Assert.Equal(("s3cret", "/customers/B-1"), (secret, Assert.Single(billing.Asked)));
        Assert.Equal(
            card.Key,
            Assert.Single((await desk.Get<FindCustomers>().Handle(await desk.User("amy"), new(Phone: "23456789"), Ct)).Value).Key
        );
    }

    [Fact]
    public async Task An_unknown_phone_is_asked_for_in_one_notation()
    {
        await using var billing = await BillingSystem.Start();
        await using var desk = await Start(billing);
        billing.Say(Ada);

        var peeked = (await desk.Get<LookUpCustomer>().Peek(await desk.User("amy"), new(Phone: "2345 6789"), Ct)).Value;
        Assert.Equal((0, "Ada Chan"), (peeked.Card!.Key, peeked.Card.Name));
        Assert.False(await desk.Read(db => db.Customers.AnyAsync(row => row.Number == "B-1", Ct)));
        var found = await Find(desk, new(Phone: "2345 6789"));

        Assert.Equal("B-1", found.Card!.Number);
        Assert.Equal(["/phones?of=%2B85223456789", "/phones?of=%2B85223456789"], billing.Asked);
    }

    [Fact]
    public async Task Opening_a_customer_brings_tier_and_name_up_to_date_once_in_a_while()
    {
        await using var billing = await BillingSystem.Start();
        await using var desk = await Start(billing);
        billing.Say("""{ "account": { "holder": "陳大文先生", "class": "normal" } }""");
        var key = await desk.CustomerKey("C-1");

        var first = await Refresh(desk, key);
        var second = await Refresh(desk, key);
        await desk.Engine.Advance(TimeSpan.FromSeconds(61));
        var third = await Refresh(desk, key);

        Assert.Equal((LookupResults.Found, "陳大文先生", "normal"), (first.Result, first.Card!.Name, first.Card.Tier));
        Assert.Equal(["+85229876543"], first.Card.Phones);
        Assert.Equal(LookupResults.Current, second.Result);
        Assert.Equal((LookupResults.Found, first.Card.Version), (third.Result, third.Card!.Version));
        Assert.Equal(desk.Now, third.Card.LookedUpAt);
        Assert.Equal(2, billing.Asked.Count);
    }

    [Fact]
    public async Task What_the_foreign_system_holds_is_not_changed_here()
    {
        await using var billing = await BillingSystem.Start();
        await using var desk = await Start(billing);
        billing.Say(Ada);
        var card = (await Find(desk, new(Number: "B-1"))).Card!;
        var same = new SaveCustomerRequest(card.Name, card.Number, card.Tier, card.Language, card.Phones, card.Faxes, card.Emails)
        {
            KeyAccountManager = card.KeyAccountManager,
        };
        var save = desk.Get<SaveCustomer>();
        var amy = await desk.User("amy");

        var refused = await save.Update(amy, card.Key, same with { Name = "Ada C.", Tier = "normal", Remark = "Careful" }, Ct);
        var taken = await save.Update(amy, card.Key, same with { Remark = "Careful" }, Ct);

        Assert.Equal(["name", "tier"], refused.Problem!.Fields.Select(fault => fault.Field).Order(StringComparer.Ordinal));
        Assert.Contains("Billing", refused.Problem.Fields[0].Message, StringComparison.Ordinal);
        Assert.Equal("Careful", taken.Value.Remark);
        Assert.Contains("name", desk.Get<LookUpCustomer>().Held(card));
        Assert.Empty(desk.Get<LookUpCustomer>().Held(card with { LookedUpAt = null }));
    }

    [Fact]
    public async Task A_system_that_is_slow_is_waited_for_no_longer_than_the_timeout()
    {
        await using var billing = await BillingSystem.Start();
        await using var desk = await Start(billing, ("TimeoutMilliseconds", "100"));
        billing.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);

        var shown = await Refresh(desk, await desk.CustomerKey("C-1"));

        Assert.Equal((LookupResults.Unavailable, "陳大文"), (shown.Result, shown.Card!.Name));
        Assert.Null(shown.Card.LookedUpAt);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{ \"account\": { \"holder\": \"  \" } }")]
    [InlineData("{ \"account\": { \"holder\": { \"first\": \"Ada\" } } }")]
    public async Task Nonsense_is_a_quiet_result(string answer)
    {
        await using var billing = await BillingSystem.Start();
        await using var desk = await Start(billing);
        billing.Say(answer);

        Assert.Equal(LookupResults.Unavailable, (await Find(desk, new(Number: "B-1"))).Result);
        Assert.Equal((LookupResults.Unavailable, "陳大文"), await ResultAndName(desk));
    }

    [Fact]
    public async Task An_answer_larger_than_64_KB_is_not_read()
    {
        await using var billing = await BillingSystem.Start();
        await using var desk = await Start(billing);
        billing.Say($$"""{ "account": { "holder": "Ada" }, "more": "{{new string('x', 70_000)}}" }""");

        Assert.Equal(LookupResults.Unavailable, (await Find(desk, new(Number: "B-1"))).Result);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var billing = await BillingSystem.Start();
        await using var desk = await Start(billing);
        billing.Answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };

        Assert.Equal(LookupResults.Unavailable, (await Find(desk, new(Number: "B-1"))).Result);
        Assert.Single(billing.Asked);
    }

    [Fact]
    public async Task A_system_that_fails_again_and_again_is_left_alone_for_a_while()
    {
        await using var billing = await BillingSystem.Start();
        await using var desk = await Start(billing);
        billing.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        };
        for (var time = 0; time < LookupCircuit.Failures + 2; time++)
            Assert.Equal(LookupResults.Unavailable, (await Find(desk, new(Number: "B-1"))).Result);
        Assert.Equal(LookupCircuit.Failures, billing.Asked.Count);

        billing.Say(Ada);
        Assert.Equal(LookupResults.Unavailable, (await Find(desk, new(Number: "B-1"))).Result);
        await desk.Engine.Advance(LookupCircuit.Pause);
        Assert.Equal(LookupResults.Found, (await Find(desk, new(Number: "B-1"))).Result);
        Assert.Equal(LookupResults.Unknown, await Unknown(desk, billing));
    }

    [Fact]
    public async Task A_customer_whose_number_leads_elsewhere_is_not_asked_for()
    {
        await using var billing = await BillingSystem.Start();
        await using var desk = await Start(billing);

        Assert.Equal(LookupResults.Off, (await Find(desk, new(Number: ".."))).Result);
        await Find(desk, new(Number: "../admin?x=1#y"));

        Assert.Equal("/customers/..%2Fadmin%3Fx=1%23y", Assert.Single(billing.Asked));
    }

    [Fact]
    public async Task An_erased_customer_is_not_asked_for_and_not_brought_back()
    {
        await using var billing = await BillingSystem.Start();
        await using var desk = await Start(billing);
        await desk.AddPerson("pia", Permissions.ProtectCustomers);
        billing.Say(Ada);
        var card = (await Find(desk, new(Number: "B-1"))).Card!;
        await desk.Get<EraseCustomer>().Handle(await desk.User("pia"), card.Key, new("B-1"), Ct);

        Assert.Equal(LookupResults.Off, (await Refresh(desk, card.Key)).Result);
        var byPhone = await desk.Get<LookUpCustomer>().Find(await desk.User("amy"), new(Phone: "23456789"), Ct);

        Assert.Equal("customer-erased", byPhone.Problem!.Code);
        Assert.Equal("***", (await desk.Get<ShowCustomer>().Handle(await desk.User("amy"), new(card.Key), Ct)).Value.Card.Name);
    }

    [Fact]
    public async Task Who_may_not_see_customers_asks_nobody_and_a_question_names_one_of_two()
    {
        await using var billing = await BillingSystem.Start();
        await using var desk = await Start(billing);
        var lookup = desk.Get<LookUpCustomer>();
        var adam = await desk.User("adam");

        Assert.Equal("forbidden", (await lookup.Find(adam, new(Number: "B-1"), Ct)).Problem!.Code);
        Assert.Equal("forbidden", (await lookup.Peek(adam, new(Number: "B-1"), Ct)).Problem!.Code);
        Assert.Equal("forbidden", (await lookup.Refresh(adam, await desk.CustomerKey("C-1"), Ct)).Problem!.Code);
        Assert.Equal("number", (await lookup.Find(await desk.User("amy"), new(), Ct)).Problem!.Fields[0].Field);
        Assert.Equal("number", (await lookup.Find(await desk.User("amy"), new(Phone: "12"), Ct)).Problem!.Fields[0].Field);
        Assert.Empty(billing.Asked);
    }

    [Theory]
    [InlineData("2345 6789", null, "2345 6789")]
    [InlineData("B-1001", "B-1001", null)]
    [InlineData("4711", "4711", null)]
    [InlineData("Ada Chan", null, null)]
    [InlineData("Ada", null, null)]
    [InlineData("B-1", null, null)]
    public async Task What_an_agent_types_is_a_question_when_it_may_be_a_whole_number(string text, string? number, string? phone)
    {
        await using var billing = await BillingSystem.Start();
        await using var desk = await Start(billing);

        var question = desk.Get<LookUpCustomer>().Question(text);

        Assert.Equal(number is null && phone is null ? null : new LookUpCustomerRequest(number, phone), question);
    }

    [Fact]
    public async Task Without_a_system_nothing_is_asked()
    {
        await using var desk = await DeskHost.Start();

        Assert.False(desk.Get<LookUpCustomer>().IsOn);
        Assert.Equal(LookupResults.Off, (await Refresh(desk, await desk.CustomerKey("C-1"))).Result);
    }

    [Fact]
    public void Settings_that_cannot_be_used_are_named()
    {
        var options = new CustomerLookupOptions
        {
            AddressByNumber = "https://{number}.example.com/",
            AddressByPhone = "ftp://example.com/{phone}",
            TimeoutMilliseconds = 5,
            HeaderName = "X-Key",
            Fields = { ["colour"] = "a", ["tier"] = "a..b" },
        };

        var failures = new CustomerLookupOptionsCheck().Validate(null, options).Failures!.ToList();

        foreach (
            var key in new[]
            {
                "AddressByNumber",
                "AddressByPhone",
                "TimeoutMilliseconds",
                "HeaderName",
                "Fields:colour",
                "Fields:tier",
                "Fields:name",
            }
        )
            Assert.Contains(failures, failure => failure.StartsWith("Customers:Lookup:" + key, StringComparison.Ordinal));
    }

    private static async Task<string> Unknown(DeskHost desk, BillingSystem billing)
    {
        billing.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
        return (await Find(desk, new(Number: "B-2"))).Result;
    }

    private static Task<DeskHost> Start(BillingSystem billing, params (string Key, string Value)[] settings)
    {
        (string, string)[] all =
        [
            ("AddressByNumber", billing.Address + "/customers/{number}"),
            ("AddressByPhone", billing.Address + "/phones?of={phone}"),
            ("HeaderName", "X-Key"),
            ("HeaderValue", "s3cret"),
            ("Fields:number", "account.no"),
            ("Fields:name", "account.holder"),
            ("Fields:tier", "account.class"),
            ("Fields:externalId", "account.id"),
            ("Fields:phones", "contact.lines[*].msisdn"),
            ("Fields:emails", "contact.mails"),
            ("Fields:keyAccountManager", "$.manager"),
            ("Tiers:VIP", "gold"),
            .. settings.Length > 0 ? settings : [("TimeoutMilliseconds", "10000")],
        ];
        return DeskHost.Start([.. all.Select(setting => ("Customers:Lookup:" + setting.Item1, setting.Item2))]);
    }

    private static async Task<CustomerLookup> Find(DeskHost desk, LookUpCustomerRequest request) =>
        (await desk.Get<LookUpCustomer>().Find(await desk.User("amy"), request, Ct)).Value;

    private static async Task<CustomerLookup> Refresh(DeskHost desk, long key) =>
        (await desk.Get<LookUpCustomer>().Refresh(await desk.User("amy"), key, Ct)).Value;

    private static async Task<(string, string)> ResultAndName(DeskHost desk)
    {
        var shown = await Refresh(desk, await desk.CustomerKey("C-1"));
        return (shown.Result, shown.Card!.Name);
    }
}

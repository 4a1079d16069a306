using Baton.Desk.Contacts;
using Baton.Engine;

namespace Baton.Desk.Tests.Customers;

public sealed class ContactTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_contact_settled_at_once_is_logged_without_a_case()
    {
        await using var desk = await DeskHost.Start();
        var amy = await desk.User("amy");
        var request = new LogContactRequest("Asked for the opening hours", await desk.CustomerKey("C-1"), Phone: "2987 6543")
        {
            IdempotencyKey = "1",
        };

        var logged = await desk.Get<LogContact>().Handle(amy, request, Ct);
        var again = await desk.Get<LogContact>().Handle(amy, request, Ct);
        var opened = await desk.Open();
        var contacts = (await desk.Get<ListContacts>().Handle(amy, new(request.CustomerKey), Ct)).Value.Items;

        Assert.Equal(logged.Value, again.Value);
        Assert.Equal([opened.Number, null], contacts.Select(contact => contact.CaseNumber));
        Assert.Equal("+85229876543", contacts[1].Phone);
    }

    [Fact]
    public async Task Who_may_not_open_cases_logs_no_contacts()
    {
        await using var desk = await DeskHost.Start();

        var refused = await desk.Get<LogContact>().Handle(await desk.User("rita"), new("x"), Ct);
        var wrong = await desk.Get<LogContact>().Handle(await desk.User("amy"), new(" ", 1, Phone: "12"), Ct);

        Assert.Equal(RejectionKind.Forbidden, refused.Problem!.Kind);
        Assert.Equal(["subject", "phone"], wrong.Problem!.Fields.Select(field => field.Field));
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Export;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Cases.Ties;
using Baton.Desk.Channels.Fax;
using Baton.Desk.Customers.Privacy;
using Baton.Desk.Forms;
using Baton.Desk.Notifications;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Fields;

/// <summary>Of the form of a case, <c>requestDetails</c> is for customer service managers alone, and <c>recipientName</c> changed by managers alone.</summary>
public sealed class FieldRightsTests
{
    private const string Secret = "topsecret";

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task Who_may_not_read_a_field_gets_it_behind_no_door_and_who_may_gets_it_behind_each()
    {
        await using var desk = await DeskHost.Start();
        var number = await Guarded(desk);
        await Edit(desk, "cleo", number, new() { ["requestDetails"] = Secret + "2" });

        var seen = await Doors(desk, "cleo", number);
        var unseen = await Doors(desk, "uma", number);

        Assert.All(seen, door => Assert.True(door.Value.Contains(Secret, StringComparison.Ordinal), door.Key));
        Assert.All(unseen, door => Assert.False(door.Value.Contains(Secret, StringComparison.Ordinal), door.Key));
        Assert.All(unseen, door => Assert.False(door.Value.Contains("requestDetails", StringComparison.Ordinal), door.Key));
        Assert.All(unseen, door => Assert.True(door.Value.Length > 2, door.Key));
    }

    [Fact]
    public async Task A_case_is_found_by_a_guarded_field_only_where_it_is_named_and_may_be_read()
    {
        await using var desk = await DeskHost.Start();
        var number = await Guarded(desk);

        Assert.Equal([number], await Found(desk, "uma", new()));
        Assert.Empty(await Found(desk, "uma", new() { Text = Secret }));
        Assert.Empty(await Found(desk, "carl", new() { Text = Secret }));
        Assert.Empty(await Found(desk, "uma", new() { Field = ["requestDetails=" + Secret] }));
        Assert.Equal([number], await Found(desk, "carl", new() { Field = ["requestDetails=" + Secret] }));
        Assert.Equal([number], await Found(desk, "uma", new() { Field = ["serviceNumber=98765432"] }));
        Assert.Empty(await Exported(desk, "uma", new() { Field = ["requestDetails=" + Secret] }));
        Assert.Single(await Exported(desk, "carl", new() { Field = ["requestDetails=" + Secret] }));
        Assert.Empty((await desk.Get<ShowWorklist>().Handle(await desk.User("uma"), new(Search: Secret), Ct)).Value.Items);
    }

    [Fact]
    public async Task What_is_written_later_does_not_bring_a_guarded_field_into_the_words()
    {
        await using var desk = await DeskHost.Start();
        var number = await Guarded(desk);

        await Edit(desk, "amy", number, new() { ["serviceNumber"] = "61234567" });
        await Edit(desk, "cleo", number, new() { ["requestDetails"] = "hushhush" });

        Assert.Equal([number], await Found(desk, "uma", new() { Text = "61234567" }));
        Assert.Empty(await Found(desk, "carl", new() { Text = "hushhush" }));
        Assert.Equal([number], await Found(desk, "carl", new() { Field = ["requestDetails=hushhush"] }));
    }

    [Fact]
    public async Task Who_may_not_change_a_field_cannot_by_any_route()
    {
        await using var desk = await DeskHost.Start();
        var number = await Guarded(desk);
        var task = Assert.Single((await desk.Show(number)).Tasks);

        var opened = await TryOpen(desk, "amy", new() { ["requestDetails"] = "mine", ["recipientName"] = "Me" });
        var unread = await TryEdit(desk, "amy", number, new() { ["requestDetails"] = Secret });
        var unwritten = await TryEdit(desk, "amy", number, new() { ["recipientName"] = "Somebody else" });
        var asItIs = await TryEdit(desk, "amy", number, new() { ["recipientName"] = "Recipient", ["serviceNumber"] = "61234567" });
        var step = await desk.Get<CompleteTask>()
            .Handle(await desk.User("uma"), new(task.Key, "approve", null, new() { ["requestDetails"] = "approved" }), Ct);
        var child = await desk.Get<OpenChild>()
            .Handle(
                await desk.User("amy"),
                new(number, "tos", "Child")
                {
                    Copy = ["form"],
                    Form = new() { ["requestDetails"] = Secret },
                },
                Ct
            );

        Assert.Equal(["form.requestDetails", "form.recipientName"], opened);
        Assert.Equal(["form.requestDetails"], unread);
        Assert.Equal(["form.recipientName"], unwritten);
        Assert.Empty(asItIs);
        Assert.Equal("form.requestDetails", Assert.Single(step.Problem!.Fields).Field);
        Assert.Equal("form.requestDetails", Assert.Single(child.Problem!.Fields).Field);
        var form = (await desk.Show(number)).FormData;
        Assert.Equal(
            (Secret, "Recipient", "61234567"),
            (Text(form, "requestDetails"), Text(form, "recipientName"), Text(form, "serviceNumber"))
        );
    }

    [Fact]
    public async Task What_one_may_not_read_stays_when_one_saves_the_rest()
    {
        await using var desk = await DeskHost.Start();
        var number = await Guarded(desk);
        var task = Assert.Single((await desk.Show(number)).Tasks);

        await Edit(desk, "amy", number, new() { ["serviceNumber"] = "61234567" });
        await Edit(desk, "uma", number, new() { ["recipientName"] = "By the manager" });
        var child = await desk.Get<OpenChild>().Handle(await desk.User("amy"), new(number, "tos", "Child") { Copy = ["form"] }, Ct);
        var done = await desk.Get<CompleteTask>().Handle(await desk.User("uma"), new(task.Key, "approve"), Ct);

        Assert.True(done.Succeeded, done.Problem?.ToString());
        Assert.True(child.Succeeded, child.Problem?.ToString());
        Assert.Equal(Secret, Text((await desk.Show(number)).FormData, "requestDetails"));
        Assert.Equal("By the manager", Text((await desk.Show(number)).FormData, "recipientName"));
        Assert.Equal(Secret, Text((await desk.Show(child.Value.Number)).FormData, "requestDetails"));
        Assert.DoesNotContain("requestDetails", (await desk.Show(child.Value.Number, "amy")).FormData.Select(field => field.Key));
        Assert.Empty(await Found(desk, "carl", new() { Text = Secret }));
    }

    [Fact]
    public async Task A_field_that_one_may_read_only_is_shown_as_such()
    {
        await using var desk = await DeskHost.Start();
        var number = await Guarded(desk);

        var amy = await desk.Show(number, "amy");
        var type = (await desk.Get<ListCaseTypes>().Handle(await desk.User("amy"), Ct)).Value.First(one => one.Code == "tos");
        var uma = await desk.Show(number, "uma");

        Assert.True(amy.Form!.Fields.Single(field => field.Key == "recipientName").ReadOnly);
        Assert.True(type.Form!.Fields.Single(field => field.Key == "recipientName").ReadOnly);
        Assert.False(uma.Form!.Fields.Single(field => field.Key == "recipientName").ReadOnly);
        Assert.Equal("Recipient", Text(amy.FormData, "recipientName"));
    }

    [Fact]
    public async Task A_role_for_a_unit_opens_the_field_on_the_cases_of_that_unit()
    {
        await using var desk = await DeskHost.Start();
        var first = await Guarded(desk, "cs-1");
        var second = await Guarded(desk, "cs-2", isGuarded: true);
        await desk.AddPerson("cody", Permissions.ReadAllCases);
        await desk.Change(
            (db, _) =>
            {
                db.UserUnitRoles.Add(
                    new()
                    {
                        UserName = "cody",
                        RoleCode = "csm",
                        UnitCode = "cs-2",
                    }
                );
                return Task.CompletedTask;
            }
        );

        Assert.DoesNotContain("requestDetails", (await desk.Show(first, "cody")).FormData.Select(field => field.Key));
        Assert.Equal(Secret, Text((await desk.Show(second, "cody")).FormData, "requestDetails"));
        Assert.Equal([second], await Found(desk, "cody", new() { Field = ["requestDetails=" + Secret] }));
    }

    [Fact]
    public async Task Documents_for_the_customer_leave_out_what_not_everybody_may_read()
    {
        await using var desk = await DeskHost.Start();
        var number = await Guarded(desk);
        var key = (await desk.Show(number)).Case.Key;

        var document = await desk.Get<CaseDocuments>().Read(key, "+85229876544", desk.Now, Ct);

        Assert.Contains(document.Fields, field => field.Value == "Recipient");
        Assert.DoesNotContain(document.Fields, field => field.Value == Secret);
    }

    [Fact]
    public void The_administrator_and_whoever_has_one_of_the_roles_see_a_field()
    {
        var rights = new FieldRights(new Dictionary<string, FieldRight> { ["a"] = new(["x", "y"], ["y"]), ["b"] = new(null, ["z"]) });
        var read = FieldRights.Read(FieldRights.Write(new Dictionary<string, FieldRight> { ["a"] = new(["x"], null) }));

        Assert.Equal((true, true), Sight("y"));
        Assert.Equal((true, false), Sight("x"));
        Assert.Equal((false, false), Sight("z"));
        Assert.Equal((true, true), Sight(Role.Administrator));
        Assert.True(rights.For(User("x"), null).MayRead("b"));
        Assert.False(rights.For(User("x"), null).MayWrite("b"));
        Assert.Equal(["a"], rights.Guarded);
        Assert.False(read.For(User("z"), null).MayWrite("a"));

        (bool, bool) Sight(string role) => (rights.For(User(role), null).MayRead("a"), rights.For(User(role), null).MayWrite("a"));
        static DeskUser User(string role) => new("u", "U", [role], [], new HashSet<string>(), "en");
    }

    /// <summary>What comes out of each door, as it goes over the wire.</summary>
    private static async Task<Dictionary<string, string>> Doors(DeskHost desk, string name, string number)
    {
        var user = await desk.User(name);
        var page = await desk.Show(number, name);
        var task = Assert.Single(page.Tasks);
        var type = (await desk.Get<ListCaseTypes>().Handle(user, Ct)).Value.First(one => one.Code == "tos");
        using var file = new MemoryStream();
        var disclosed = await desk.Get<DiscloseCustomer>().Handle(user, await desk.CustomerKey("C-1"), Ct);
        await disclosed.Value.Write(file, Ct);
        var doors = new Dictionary<string, string>
        {
            ["case"] = Wire(page),
            ["step"] = Wire((await desk.Get<ShowTask>().Handle(user, new(task.Key), Ct)).Value),
            ["disclosure"] = Encoding.UTF8.GetString(file.ToArray()),
        };
        if (name == "cleo")
            return doors;
        // What holds no values of forms at all must not begin to.
        doors["type"] = Wire(type);
        doors["list"] = Wire((await desk.Get<SearchCases>().Handle(user, new(), Ct)).Value);
        doors["work list"] = Wire((await desk.Get<ShowWorklist>().Handle(user, new(), Ct)).Value);
        doors["notifications"] = Wire((await desk.Get<ListNotifications>().Handle(user, new(), Ct)).Value);
        doors["export"] = string.Join('\n', await Exported(desk, name, new()));
        return doors;
    }

    private static string Wire<T>(T answer) => JsonSerializer.Serialize(answer, FormJson.Options);

    private static string Text(JsonObject form, string field) => FormValues.Text(form[field]);

    private static async Task<List<string>> Found(DeskHost desk, string name, SearchCasesRequest request) =>
        [.. (await desk.Get<SearchCases>().Handle(await desk.User(name), request, Ct)).Value.Items.Select(row => row.Number)];

    private static async Task<List<string>> Exported(DeskHost desk, string name, SearchCasesRequest request)
    {
        var columns = CaseColumns.Write(CaseColumns.All);
        var export = await desk.Get<ExportCases>().Handle(await desk.User(name), request, new() { Format = "csv", Columns = columns }, Ct);
        using var file = new MemoryStream();
        await export.Value.Write(file, Ct);
        return [.. Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }

    private static async Task Edit(DeskHost desk, string name, string number, JsonObject form) =>
        Assert.Empty(await TryEdit(desk, name, number, form));

    private static async Task<IEnumerable<string>> TryEdit(DeskHost desk, string name, string number, JsonObject form)
    {
        var version = (await desk.Show(number)).Version;
        var edited = await desk.Get<EditCase>().Handle(await desk.User(name), number, new() { Form = form, Version = version }, Ct);
        Assert.True(edited.Succeeded || edited.Problem!.Fields.Count > 0, edited.Problem?.ToString());
        return edited.Problem?.Fields.Select(field => field.Field) ?? [];
    }

    private static async Task<IEnumerable<string>> TryOpen(DeskHost desk, string name, JsonObject form)
    {
        var request = new OpenCaseRequest("tos", "Mine") { CustomerKey = await desk.CustomerKey("C-1"), Form = form };
        foreach (var (field, value) in new[] { ("serviceType", "mobile"), ("requestType", "change"), ("serviceNumber", "98765432") })
            form[field] = value;
        var opened = await desk.Get<OpenCase>().Handle(await desk.User(name), request, Ct);
        return opened.Problem?.Fields.Select(field => field.Field) ?? [];
    }

    /// <summary>A case of amy's whose guarded fields cleo, who is a customer service manager, filled in.</summary>
    private static async Task<string> Guarded(DeskHost desk, string unit = "cs-1", bool isGuarded = false)
    {
        if (!isGuarded)
        {
            await desk.AddPerson(
                "cleo",
                Permissions.OpenCases,
                Permissions.SteerCases,
                Permissions.WorkOnTasks,
                Permissions.ProtectCustomers
            );
            await desk.Change(
                async (db, _) =>
                {
                    db.UserRoles.Add(new() { UserName = "cleo", RoleCode = "csm" });
                    db.Set<RolePermission>().Add(new() { RoleCode = "unit-manager", Permission = Permissions.ProtectCustomers });
                    var type = await db.CaseTypes.SingleAsync(one => one.Code == "tos", Ct);
                    type.FieldRights = FieldRights.Write(
                        new Dictionary<string, FieldRight>
                        {
                            ["requestDetails"] = new(["csm"], null),
                            ["recipientName"] = new(null, ["csm", "unit-manager"]),
                        }
                    );
                }
            );
        }
        var opened = await desk.Open(change: request => request with { Department = unit, UnitManager = "uma" });
        await Edit(desk, "cleo", opened.Number, new() { ["requestDetails"] = Secret, ["recipientName"] = "Recipient" });
        return opened.Number;
    }
}

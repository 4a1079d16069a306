using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Cases.Steering;
using Baton.Desk.Contacts;
using Baton.Desk.Customers;
using Baton.Desk.Customers.Import;
using Baton.Desk.Customers.Merge;
using Baton.Desk.Customers.Notes;
using Baton.Desk.Customers.Privacy;
using Baton.Desk.Http;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage.Files;
using Baton.Desk.Tests.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Customers;

public sealed class CustomerPrivacyTests
{
    private static readonly byte[] Letter = Encoding.ASCII.GetBytes("%PDF-1.7 a letter");

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task All_that_is_kept_of_a_customer_is_handed_out_in_one_file()
    {
        await using var desk = await Start();
        var (key, closed) = await Known(desk);

        var file = await desk.Get<DiscloseCustomer>().Handle(await desk.User("pia"), key, Ct);
        var to = new MemoryStream();
        await file.Value.Write(to, Ct);

        var json = JsonNode.Parse(to.ToArray())!;
        Assert.EndsWith(".json", file.Value.FileName, StringComparison.Ordinal);
        Assert.Equal("P-1", (string)json["records"]![0]!["number"]!);
        Assert.Equal("ada@example.com", (string)json["records"]![0]!["emails"]![0]!);
        Assert.Equal("Wants letters", (string)json["notes"]![0]!["text"]!);
        Assert.Contains(json["contacts"]!.AsArray(), contact => (string?)contact!["note"] == "Ada Chan asked for a form");
        var one = Assert.Single(json["cases"]!.AsArray(), row => (string)row!["number"]! == closed);
        Assert.Equal("Ada Chan.pdf", (string)one!["attachments"]![0]!["fileName"]!);
        Assert.NotEmpty(one["timeline"]!.AsArray());
        Assert.Equal("+85223456789", (string)one["customerPhone"]!);
    }

    [Fact]
    public async Task What_was_sent_to_him_is_handed_out_and_what_people_of_the_desk_were_told_is_not()
    {
        await using var desk = await Start([new Gateway(MessageChannels.Mail)]);
        await desk.Reachable("amy");
        await desk.Template("news", "News", "We are on it.");
        var (key, closed) = await Known(desk);
        var caseKey = await desk.Read(db => db.Cases.Where(row => row.Number == closed).Select(row => row.Key).SingleAsync(Ct));
        await desk.Order(Orders.Mail("inside", Addressee.User("amy")) with { CaseKey = caseKey });
        await desk.Order(Orders.Mail("outside", new Addressee(null, "ada@example.com")) with { CaseKey = caseKey });
        await desk.Leave();

        var file = await desk.Get<DiscloseCustomer>().Handle(await desk.User("pia"), key, Ct);
        var to = new MemoryStream();
        await file.Value.Write(to, Ct);

        var cases = JsonNode.Parse(to.ToArray())!["cases"]!.AsArray();
        var sent = Assert.Single(cases.SelectMany(one => one!["messages"]!.AsArray()));
        Assert.Equal("""["ada@example.com"]""", sent!["to"]!.ToJsonString());
        Assert.Equal(("News", "We are on it."), ((string)sent["subject"]!, (string)sent["text"]!));
    }

    [Fact]
    public async Task Nothing_that_the_desk_keeps_names_an_erased_customer_any_more()
    {
        await using var desk = await Start();
        var (key, closed) = await Known(desk);

        var erased = await Erase(desk, key);

        Assert.Equal(new CustomerErased(2, 3, 1), erased);
        var card = (await desk.Get<ShowCustomer>().Handle(await desk.User("carl"), new(key), Ct)).Value.Card;
        Assert.Equal(("***", desk.Now, null, null), (card.Name, card.ErasedAt, card.Remark, card.KeyAccountManager));
        Assert.Empty(card.Phones.Concat(card.Emails).Concat(card.Addresses.Select(address => address.Text)));
        var page = await desk.Show(closed);
        Assert.Equal(("***", null), (page.Case.CustomerName, page.Case.CustomerPhone));
        Assert.Equal("Letter of *** (***)", page.Case.Subject);
        Assert.Equal("*** called from ***, write to ***", page.Description);
        Assert.Equal("***", (string)page.FormData["serviceNumber"]!);
        Assert.Equal("***.pdf", Assert.Single(page.Attachments).FileName);
        Assert.Contains("***", Assert.Single(page.Opinions).Text, StringComparison.Ordinal);
        foreach (var text in await All(desk))
        {
            Assert.DoesNotContain("Ada Chan", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("23456789", text, StringComparison.Ordinal);
            Assert.DoesNotContain("ada@example.com", text, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Empty((await desk.Get<SearchCases>().Handle(await desk.User("carl"), new() { Text = "ada chan" }, Ct)).Value.Items);
        Assert.Empty(await desk.Runtime.Verify(Ct));
    }

    [Fact]
    public async Task The_process_instances_of_his_cases_go_with_their_variables()
    {
        await using var desk = await Start();
        var (key, closed) = await Known(desk);
        var instance = await desk.Read(db =>
            db.Cases.Where(row => row.Number == closed).Select(row => row.ProcessInstanceKey).SingleAsync(Ct)
        );
        Assert.NotNull(await desk.Get<Runtime.Search.EngineSearch>().ProcessInstance(instance!.Value, Ct));

        await Erase(desk, key);

        Assert.Null(await desk.Get<Runtime.Search.EngineSearch>().ProcessInstance(instance.Value, Ct));
    }

    [Fact]
    public async Task Contents_of_attachments_go_only_when_the_request_says_so()
    {
        await using var desk = await Start();
        var (key, closed) = await Known(desk);
        var name = AttachmentStore.NameOf(Convert.ToHexStringLower(SHA256.HashData(Letter)));

        var erased = await desk.Get<EraseCustomer>().Handle(await desk.User("pia"), key, new("P-1", DeleteAttachments: true), Ct);

        Assert.True(erased.Succeeded, erased.Problem?.ToString());
        Assert.Empty((await desk.Show(closed)).Attachments);
        var message = await desk.Read(db =>
            db.Database.SqlQuery<string>($"SELECT payload AS \"Value\" FROM engine_outbox WHERE channel = {CaseFiles.Outbox}")
                .SingleAsync(Ct)
        );
        await desk.Engine.Advance(TimeSpan.FromHours(2));
        var delivery = await desk.Get<CaseFiles>().Deliver(new(CaseFiles.Outbox, "one", message, desk.Now), Ct);
        Assert.Equal(Runtime.Outbox.DeliveryResult.Delivered(), delivery);
        Assert.Null(await desk.Get<IFileStore>().Open(name, Ct));
    }

    [Fact]
    public async Task A_customer_with_an_open_case_is_not_erased()
    {
        await using var desk = await Start();
        var (key, _) = await Known(desk);
        var open = await desk.Open("Still open", change: request => request with { CustomerKey = key });

        var refused = (await desk.Get<EraseCustomer>().Handle(await desk.User("pia"), key, new("P-1"), Ct)).Problem!;

        Assert.Equal("erase-open", refused.Code);
        Assert.Contains(open.Number, refused.Detail, StringComparison.Ordinal);
        Assert.Equal("Ada Chan", (await desk.Get<ShowCustomer>().Handle(await desk.User("carl"), new(key), Ct)).Value.Card.Name);
    }

    [Fact]
    public async Task Who_erases_types_the_number_and_has_the_permission()
    {
        await using var desk = await Start();
        var (key, _) = await Known(desk);
        var erase = desk.Get<EraseCustomer>();
        var pia = await desk.User("pia");

        Assert.Equal("forbidden", (await erase.Handle(await desk.User("carl"), key, new("P-1"), Ct)).Problem!.Code);
        Assert.Equal("forbidden", (await desk.Get<DiscloseCustomer>().Handle(await desk.User("carl"), key, Ct)).Problem!.Code);
        Assert.Equal("number", (await erase.Handle(pia, key, new("P-2"), Ct)).Problem!.Fields[0].Field);
        Assert.Equal(Answer.VersionMismatch, (await erase.Handle(pia, key, new("P-1", Version: 99), Ct)).Problem!.Code);
        Assert.Equal("not-found", (await erase.Handle(pia, 1, new("P-1"), Ct)).Problem!.Code);
        await Erase(desk, key);
        Assert.Equal("customer-erased", (await erase.Handle(pia, key, new("P-1"), Ct)).Problem!.Code);
    }

    [Fact]
    public async Task A_merge_of_an_erased_customer_is_not_taken_back_and_remembers_no_numbers()
    {
        await using var desk = await Start();
        var (key, _) = await Known(desk);
        var twin = await Create(desk, new("Ada C.", "P-2", Phones: ["23456780"]));
        var merge = (await desk.Get<MergeCustomers>().Handle(await desk.User("carl"), key, new(twin.Key), Ct)).Value;

        await Erase(desk, key);

        Assert.Equal("merge-erased", (await desk.Get<UndoMerge>().Handle(await desk.User("carl"), merge.Key, Ct)).Problem!.Code);
        var row = await desk.Read(db => db.CustomerMerges.SingleAsync(Ct));
        Assert.DoesNotContain("23456780", row.Moved, StringComparison.Ordinal);
        Assert.All(
            await desk.Read(db => db.Customers.Where(one => one.Number.StartsWith("P-")).ToListAsync(Ct)),
            one => Assert.Equal("***", one.Name)
        );
    }

    [Fact]
    public async Task An_erased_customer_does_not_come_back()
    {
        await using var desk = await Start();
        var (key, _) = await Known(desk);
        await Erase(desk, key);
        var amy = await desk.User("amy");

        Assert.Equal("customer-erased", (await desk.Get<SaveCustomer>().Update(amy, key, new("Ada Chan"), Ct)).Problem!.Code);
        Assert.Equal("customer-erased", (await desk.Get<SaveNote>().Create(amy, key, new("Again"), Ct)).Problem!.Code);
        var opened = await desk.Get<OpenCase>().Handle(amy, new("tos", "Again") { CustomerKey = key }, Ct);
        Assert.Contains(opened.Problem!.Fields, fault => fault is { Field: "customerKey", Code: "erased" });
        Assert.Equal("customerKey", (await desk.Get<LogContact>().Handle(amy, new("Again", key), Ct)).Problem!.Fields[0].Field);
        var file = new MemoryStream("number,name\nP-1,Ada Chan\n"u8.ToArray());
        var report = await desk.Get<ImportCustomers>().Handle(await desk.User("pia"), new(null) { Content = file }, Ct);
        Assert.Equal(1, report.Value.Counts.Refused);
    }

    [Fact]
    public async Task The_security_log_knows_both_without_the_persons_data()
    {
        await using var desk = await Start();
        var (key, _) = await Known(desk);

        await desk.Get<DiscloseCustomer>().Handle(await desk.User("pia"), key, Ct);
        await Erase(desk, key);

        var events = await desk.Read(db => db.SecurityEvents.Where(row => row.UserName == "pia").OrderBy(row => row.Key).ToListAsync(Ct));
        Assert.Equal([SecurityEventKinds.CustomerDisclosed, SecurityEventKinds.CustomerErased], events.Select(row => row.Kind));
        Assert.Equal(["customer P-1", "customer P-1, 2 cases, 3 contacts, 1 notes"], events.Select(row => row.Detail));
    }

    [Theory]
    [InlineData("Call +852 2345 6789 or 2345-6789", "Call *** or ***")]
    [InlineData("0085223456789", "***")]
    [InlineData("Order 123456789 stays", "Order 123456789 stays")]
    [InlineData("Leeds is not Lee, LEE is", "Leeds is not ***, *** is")]
    [InlineData("请联系陈大文先生", "请联系***先生")]
    [InlineData("mail lee@x.hk.", "mail ***.")]
    public void Words_of_a_person_are_found_as_people_write_them(string text, string expected)
    {
        var words = new PersonalWords(["Lee", "陈大文", "lee@x.hk", " ", "A"], ["+85223456789"]);

        Assert.Equal(expected, words.Without(text));
    }

    private static async Task<DeskHost> Start(params IReadOnlyList<IMessageDriver> drivers)
    {
        var desk = await DeskHost.Start(drivers);
        await desk.AddPerson("pia", Permissions.ProtectCustomers, Permissions.ImportCustomers);
        await desk.AddPerson("sam", Permissions.SteerCases, Permissions.ReadAllCases, Permissions.WorkOnTasks);
        return desk;
    }

    /// <summary>A customer with a note, a contact, a case that was settled at once, and one whose process has ended.</summary>
    private static async Task<(long Key, string Closed)> Known(DeskHost desk)
    {
        var amy = await desk.User("amy");
        var card = await Create(
            desk,
            new("Ada Chan", "P-1", Phones: ["2345 6789"], Faxes: ["2345 6788"], Emails: ["ada@example.com"], Remark: "Late riser")
            {
                KeyAccountManager = "amy",
                Addresses = [new("office", "1 Main Road")],
            }
        );
        await desk.Get<SaveNote>().Create(amy, card.Key, new("Wants letters"), Ct);
        await desk.Get<LogContact>()
            .Handle(amy, new("Form for Ada Chan", card.Key, Phone: "23456789", Note: "Ada Chan asked for a form"), Ct);
        await desk.Open("Settled", change: request => request with { CustomerKey = card.Key, Solution = "Told Ada Chan" });
        var opened = await desk.Open(
            "Letter of Ada Chan (2345 6789)",
            change: request =>
                request with
                {
                    CustomerKey = card.Key,
                    Description = "ada chan called from +85223456789, write to Ada@example.com",
                    Form = new()
                    {
                        ["serviceType"] = "mobile",
                        ["requestType"] = "change",
                        ["serviceNumber"] = "23456789",
                    },
                }
        );
        var upload = new UploadAttachmentRequest(opened.Number, null, "Ada Chan.pdf") { Content = new MemoryStream(Letter) };
        Assert.True((await desk.Get<UploadAttachment>().Handle(amy, upload, Ct)).Succeeded);
        Assert.True((await desk.Get<AddOpinion>().Handle(amy, new(opened.Number, "Ada Chan is right"), Ct)).Succeeded);
        var aborted = await desk.Get<AbortCase>().Handle(await desk.User("sam"), new(opened.Number, "Ada Chan withdrew"), Ct);
        Assert.True(aborted.Succeeded, aborted.Problem?.ToString());
        return (card.Key, opened.Number);
    }

    private static async Task<CustomerCard> Create(DeskHost desk, SaveCustomerRequest request) =>
        (await desk.Get<SaveCustomer>().Create(await desk.User("amy"), request, Ct)).Value;

    private static async Task<CustomerErased> Erase(DeskHost desk, long key)
    {
        var outcome = await desk.Get<EraseCustomer>().Handle(await desk.User("pia"), key, new("P-1"), Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    /// <summary>Every text that the desk keeps of cases, contacts, customers and what belongs to them.</summary>
    private static async Task<List<string>> All(DeskHost desk) =>
        await desk.Read(async db =>
        {
            var texts = new List<string?>();
            foreach (var row in await db.Cases.ToListAsync(Ct))
                texts.AddRange([row.CustomerName, row.CustomerPhone, row.Subject, row.Description, row.FormData, row.SearchText]);
            foreach (var row in await db.Contacts.ToListAsync(Ct))
                texts.AddRange([row.Subject, row.Note, row.Phone]);
            texts.AddRange(await db.Customers.Select(row => row.SearchText).ToListAsync(Ct));
            texts.AddRange(await db.Timeline.Select(row => row.Parameters).ToListAsync(Ct));
            texts.AddRange(await db.Opinions.Select(row => row.Text).ToListAsync(Ct));
            texts.AddRange(await db.Attachments.Select(row => row.FileName).ToListAsync(Ct));
            texts.AddRange(await db.Notifications.Select(row => row.Parameters).ToListAsync(Ct));
            texts.AddRange(await db.CustomerNotes.Select(row => row.Text).ToListAsync(Ct));
            return texts.OfType<string>().ToList();
        });
}

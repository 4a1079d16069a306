using System.Text;
using Baton.Desk.Access;
using Baton.Desk.Customers;
using Baton.Desk.Customers.Import;
using Baton.Desk.Http;
using Microsoft.EntityFrameworkCore;
using SpreadCheetah;

namespace Baton.Desk.Tests.Customers;

public sealed class CustomerImportTests
{
    private const string Three = """
        Customer no.,Name,Phone 1,Phone 2,E-mail,Level
        I-1,Ada Chan,2345 6789,2345 6780,Ada@Example.com,gold
        I-2,"Bo, Ltd","23456781; 23456782",,,银卡
        C-1,陳大文,,,new@example.com,
        """;

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_preview_says_what_would_become_of_each_line_and_does_nothing()
    {
        await using var desk = await Start();

        var preview = await Preview(desk, Three);

        Assert.Equal(["number", "name", "phones", "phones", "emails", "tier"], preview.Columns.Select(column => column.Field));
        Assert.Equal(new ImportCounts(2, 1, 0, 0), preview.Counts);
        Assert.Equal(["new", "new", "changed"], preview.Lines.Select(line => line.Result));
        Assert.Equal((3, "Bo, Ltd"), (preview.Lines[1].Line, preview.Lines[1].Cells[1]));
        Assert.Empty(await desk.Read(db => db.Customers.Where(row => row.Number.StartsWith("I-")).ToListAsync(Ct)));
    }

    [Fact]
    public async Task Lines_become_customers_and_what_a_line_does_not_say_stays()
    {
        await using var desk = await Start();

        var report = await Import(desk, Three);

        Assert.Equal(new ImportCounts(2, 1, 0, 0), report.Counts);
        var ada = await Card(desk, "I-1");
        Assert.Equal(("Ada Chan", "gold"), (ada.Name, ada.Tier));
        Assert.Equal(["+85223456789", "+85223456780"], ada.Phones);
        Assert.Equal(["ada@example.com"], ada.Emails);
        var bo = await Card(desk, "I-2");
        Assert.Equal((2, "silver"), (bo.Phones.Count, bo.Tier));
        var known = await Card(desk, "C-1");
        Assert.Equal(("陳大文", "gold"), (known.Name, known.Tier));
        Assert.Equal(["+85229876543"], known.Phones);
        Assert.Equal(["new@example.com"], known.Emails);
        Assert.Equal(
            ada.Key,
            Assert.Single((await desk.Get<FindCustomers>().Handle(await desk.User("ida"), new(Phone: "23456789"), Ct)).Value).Key
        );
    }

    [Fact]
    public async Task The_same_file_once_more_changes_nothing()
    {
        await using var desk = await Start();
        await Import(desk, Three);
        var before = await Card(desk, "I-1");

        var again = await Import(desk, Three);

        Assert.Equal(new ImportCounts(0, 0, 3, 0), again.Counts);
        Assert.Equal(before.Version, (await Card(desk, "I-1")).Version);
    }

    [Fact]
    public async Task A_line_with_a_fault_is_refused_as_a_whole_and_the_others_are_taken()
    {
        await using var desk = await Start();
        var file = """
            number;name;phone;email;tier;manager of nothing;account manager
            R-1;Good;2345 6789;;;x;amy
            R-2;;12;bad;no-such;x;nobody
            R-1;Twice;;;;x;
            ;Nobody;;;;x;
            """;

        var report = await Import(desk, file);

        Assert.Equal(new ImportCounts(1, 0, 0, 3), report.Counts);
        Assert.Equal(
            ["3 name", "3 tier", "3 keyAccountManager", "3 phones", "3 emails", "4 number", "5 number"],
            report.Faults.Select(fault => $"{fault.Line} {fault.Field}")
        );
        Assert.Contains("Line 2", report.Faults[5].Why, StringComparison.Ordinal);
        Assert.Equal("amy", (await Card(desk, "R-1")).KeyAccountManager);
        Assert.False(await desk.Read(db => db.Customers.AnyAsync(row => row.Number == "R-2", Ct)));
    }

    [Fact]
    public async Task People_belong_to_organisations_of_the_file_and_of_the_desk()
    {
        await using var desk = await Start();
        var file = "编号\t名称\t类型\t所属单位\r\nO-1\t大公司\t企业\t\r\nP-1\t張三\t个人\tO-1\r\nP-2\t李四\t\tC-1\r\nP-3\t王五\t\tX-9\r\n";

        var preview = await Preview(desk, file);
        var report = await Import(desk, file);

        Assert.Equal(new ImportCounts(2, 0, 0, 2), preview.Counts);
        Assert.Equal(new ImportCounts(2, 0, 0, 2), report.Counts);
        Assert.Equal((await Card(desk, "O-1")).Key, (await Card(desk, "P-1")).OrganisationKey);
        Assert.All(report.Faults, fault => Assert.Equal("organisation", fault.Field));
    }

    [Fact]
    public async Task An_organisation_with_members_does_not_become_a_person()
    {
        await using var desk = await Start();
        await Import(desk, "number,name,kind,organisation\nO-1,Firm,organisation,\nP-1,Member,person,O-1\n");

        var report = await Import(desk, "number,kind\nO-1,person\n");

        Assert.Equal("kind", Assert.Single(report.Faults).Field);
    }

    [Fact]
    public async Task Columns_are_what_the_caller_says_they_are()
    {
        await using var desk = await Start();
        var file = "a,b,c\nM-1,ignored,Mapped\n";

        var report = await Import(desk, file, columns: "number,,name");

        Assert.Equal(1, report.Counts.New);
        Assert.Equal("Mapped", (await Card(desk, "M-1")).Name);
        Assert.Equal("columns", await Refusal(desk, file, "number,number,name"));
        Assert.Equal("columns", await Refusal(desk, file, "number,nonsense"));
        Assert.Equal("columns", await Refusal(desk, file, "number,,name,remark"));
    }

    [Fact]
    public async Task A_file_of_several_units_is_taken_to_its_end()
    {
        await using var desk = await Start();
        var file = new StringBuilder("number,name\n");
        for (var line = 0; line < 2 * ImportPlan.Batch + 1; line++)
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"B-{line},Customer {line}\n");
        var told = new List<int>();

        var outcome = await desk.Get<ImportCustomers>()
            .Handle(await desk.User("ida"), Request(file.ToString()) with { Progress = (done, _) => told.Add(done) }, Ct);

        Assert.Equal(401, outcome.Value.Counts.New);
        Assert.Equal([200, 400, 401], told);
        Assert.Equal("Customer 400", (await Card(desk, "B-400")).Name);
    }

    [Fact]
    public async Task A_workbook_is_read_like_a_text_file()
    {
        await using var desk = await Start();
        var book = new MemoryStream();
        await using (var sheet = await Spreadsheet.CreateNewAsync(book, null, Ct))
        {
            await sheet.StartWorksheetAsync("Customers", token: Ct);
            await sheet.AddRowAsync([new("客戶編號"), new("客戶名稱"), new("電話")], Ct);
            await sheet.AddRowAsync([new Cell(10023), new("陳小姐"), new Cell(23456789)], Ct);
            await sheet.FinishAsync(Ct);
        }

        var report = (await desk.Get<ImportCustomers>().Handle(await desk.User("ida"), Request(book.ToArray()), Ct)).Value;

        Assert.Equal(new ImportCounts(1, 0, 0, 0), report.Counts);
        Assert.Equal(["+85223456789"], (await Card(desk, "10023")).Phones);
    }

    [Fact]
    public async Task What_is_no_table_is_refused_with_a_reason()
    {
        await using var desk = await Start();

        Assert.Equal("file", await Refusal(desk, "number,name\n"));
        Assert.Equal("file", await Refusal(desk, "number,name\n1,\"never closed\n"));
        Assert.Equal("file", await Refusal(desk, Encoding.Latin1.GetBytes("number,name\n1,J\u00fcrgen\n")));
        Assert.Equal("file", await Refusal(desk, [.. "PK\u0003\u0004"u8, 1, 2, 3]));
        var large = await desk.Get<PreviewImport>().Handle(await desk.User("ida"), Request(new byte[ImportRequest.MaxBytes + 1]), Ct);
        Assert.Equal(Answer.TooLarge, large.Problem!.Code);
        var lines = "number,name\n" + string.Concat(Enumerable.Repeat("1,2\n", TableFile.MaxLines + 1));
        Assert.Equal("import-too-many", (await desk.Get<PreviewImport>().Handle(await desk.User("ida"), Request(lines), Ct)).Problem!.Code);
    }

    [Fact]
    public async Task Only_who_may_import_does_and_the_security_log_knows()
    {
        await using var desk = await Start();

        Assert.Equal("forbidden", (await desk.Get<PreviewImport>().Handle(await desk.User("carl"), Request(Three), Ct)).Problem!.Code);
        Assert.Equal("forbidden", (await desk.Get<ImportCustomers>().Handle(await desk.User("carl"), Request(Three), Ct)).Problem!.Code);
        await Import(desk, Three);

        var entry = await desk.Read(db => db.SecurityEvents.SingleAsync(row => row.Kind == SecurityEventKinds.CustomersImported, Ct));
        Assert.Equal(("ida", "2 new, 1 changed, 0 unchanged, 0 refused"), (entry.UserName, entry.Detail));
    }

    [Fact]
    public async Task The_report_of_refused_lines_holds_no_formulas()
    {
        var sheet = new MemoryStream();

        await FaultSheet.Write([new(3, "=1+1", "number", "Why, \"so\"")], Languages.English, sheet, Ct);

        Assert.Equal(
            "\ufeffLine,Customer number,Field,Why\r\n3,\"'=1+1\",number,\"Why, \"\"so\"\"\"\r\n",
            Encoding.UTF8.GetString(sheet.ToArray())
        );
    }

    private static async Task<DeskHost> Start()
    {
        var desk = await DeskHost.Start();
        await desk.AddPerson("ida", Permissions.ImportCustomers, Permissions.OpenCases);
        return desk;
    }

    private static ImportRequest Request(string text, string? columns = null) => Request(Encoding.UTF8.GetBytes(text), columns);

    private static ImportRequest Request(byte[] content, string? columns = null) => new(columns) { Content = new MemoryStream(content) };

    private static async Task<ImportPreview> Preview(DeskHost desk, string text) =>
        (await desk.Get<PreviewImport>().Handle(await desk.User("ida"), Request(text), Ct)).Value;

    private static async Task<ImportReport> Import(DeskHost desk, string text, string? columns = null) =>
        (await desk.Get<ImportCustomers>().Handle(await desk.User("ida"), Request(text, columns), Ct)).Value;

    private static Task<string> Refusal(DeskHost desk, string text, string? columns = null) =>
        Refusal(desk, Encoding.UTF8.GetBytes(text), columns);

    private static async Task<string> Refusal(DeskHost desk, byte[] content, string? columns = null) =>
        (await desk.Get<PreviewImport>().Handle(await desk.User("ida"), Request(content, columns), Ct)).Problem!.Fields[0].Field;

    private static async Task<CustomerCard> Card(DeskHost desk, string number) =>
        Assert.Single((await desk.Get<FindCustomers>().Handle(await desk.User("ida"), new(Number: number), Ct)).Value);
}

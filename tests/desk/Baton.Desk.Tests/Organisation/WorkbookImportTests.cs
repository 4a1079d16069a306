using Baton.Desk.Customers.Import;
using Baton.Desk.Organisation;
using Baton.Desk.Organisation.Import;
using Baton.Engine;
using MiniExcelLibs;

namespace Baton.Desk.Tests.Organisation;

public sealed class WorkbookImportTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task People_and_departments_come_from_a_workbook_as_from_a_csv_file()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam");
        var departments = Workbook(
            new Dictionary<string, object?>
            {
                ["Code"] = "north",
                ["Name"] = "North",
                ["Parent"] = null,
                ["Level"] = "Province",
            },
            new Dictionary<string, object?>
            {
                ["Code"] = "north-1",
                ["Name"] = "North 1",
                ["Parent"] = "north",
                ["Level"] = "city",
            },
            new Dictionary<string, object?>
            {
                ["Code"] = "north-2",
                ["Name"] = "North 2",
                ["Parent"] = "north-1",
                ["Level"] = "province",
            }
        );
        var people = Workbook(
            new Dictionary<string, object?>
            {
                ["User name"] = "nora",
                ["Name"] = "Nora",
                ["Staff number"] = 1001d,
                ["Roles"] = "agent",
                ["Departments"] = "north-1",
            }
        );

        var made = (await desk.Get<ImportDepartments>().Handle(adam, new(departments, Apply: true), Ct)).Value;
        var joined = (await desk.Get<ImportPeople>().Handle(adam, new(people, Apply: true), Ct)).Value;
        var again = (await desk.Get<ImportPeople>().Handle(adam, new(people, Apply: true), Ct)).Value;
        var nora = (await desk.Get<Baton.Desk.Access.ListUsers>().Handle(adam, new("nora"), Ct)).Value.Items.Single();
        var north = (await desk.Get<ListDepartments>().Handle(adam, Ct)).Value.Single(one => one.Code == "north-1");

        Assert.Equal([ImportChange.New, ImportChange.New, ImportChange.Refused], made.Lines.Select(line => line.Change));
        Assert.Equal([2, 3, 4], made.Lines.Select(line => line.Line));
        Assert.Equal(ImportChange.New, Assert.Single(joined.Lines).Change);
        Assert.Equal(ImportChange.Unchanged, Assert.Single(again.Lines).Change);
        Assert.Equal("1001", nora.StaffNumber);
        Assert.Equal(["north-1"], nora.Departments);
        Assert.Equal((UnitLevels.City, "north"), (north.Level, north.ParentCode));
    }

    [Fact]
    public async Task A_broken_workbook_is_refused_with_what_to_do()
    {
        await using var desk = await DeskHost.Start();
        byte[] broken = [.. "PK\u0003\u0004"u8, .. new byte[100]];

        var refused = await desk.Get<ImportPeople>().Handle(await desk.User("adam"), new(broken, Apply: true), Ct);

        var field = Assert.Single(refused.Problem!.Fields);
        Assert.Equal("file", field.Field);
        Assert.Contains(".xlsx", field.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_template_has_every_column_and_says_what_goes_in()
    {
        await using var desk = await DeskHost.Start();
        var adam = await desk.User("adam", Languages.SimplifiedChinese);
        var templates = desk.Get<ImportTemplate>();

        var people = (await templates.People(adam, Ct)).Value;
        var departments = (await templates.Departments(adam, Ct)).Value;
        using var book = new MemoryStream(people.Content);
        var names = book.GetSheetNames();
        var notes = book.Query(useHeaderRow: false, sheetName: names[1]).Cast<IDictionary<string, object?>>().ToList();

        Assert.Equal("baton-people.xlsx", people.FileName);
        Assert.Equal(ImportPeople.Columns, Assert.Single(WorkbookTable.Read(people.Content, Ct)!).Cells);
        Assert.Equal(ImportDepartments.Columns, Assert.Single(WorkbookTable.Read(departments.Content, Ct)!).Cells);
        Assert.Equal(["人员", "说明"], names);
        Assert.Equal(ImportPeople.Columns, notes.Skip(1).Select(row => (string)row["A"]!));
        Assert.Contains(notes, row => row["C"] is string codes && codes.Contains("cs-1", StringComparison.Ordinal));
        Assert.Equal(RejectionKind.Forbidden, (await templates.People(await desk.User("amy"), Ct)).Problem!.Kind);
        // Sent back as it is, it changes nothing.
        Assert.Empty((await desk.Get<ImportPeople>().Handle(adam, new(people.Content, Apply: true), Ct)).Value.Lines);
    }

    private static byte[] Workbook(params Dictionary<string, object?>[] rows)
    {
        using var file = new MemoryStream();
        file.SaveAs(rows.AsEnumerable());
        return file.ToArray();
    }
}

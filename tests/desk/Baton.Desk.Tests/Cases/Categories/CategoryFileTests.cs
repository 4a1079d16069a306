using System.Text;
using Baton.Desk.Cases.Categories;
using Baton.Runtime;

namespace Baton.Desk.Tests.Cases.Categories;

/// <summary>The category tree as a file: out, changed, and in as a whole or not at all.</summary>
public sealed class CategoryFileTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    private const string Changes = """
        code,parent,name-en,name-zh-Hans,name-zh-Hant,order,retired
        late.mail,late,By mail,邮件,郵件,,
        late,billing,Late bill,账单迟到,帳單遲到,,no
        refund,,Refund,退款,退款,,
        billing,,Bills,账务,帳務,,
        """;

    [Fact]
    public async Task A_preview_says_what_each_line_changes_and_changes_nothing()
    {
        await using var tree = await CategoryDesk.Start();

        var report = (await Import(tree, Changes, apply: false)).Value;

        Assert.Equal(
            [CategoryChange.New, CategoryChange.New, CategoryChange.Moved, CategoryChange.Renamed],
            report.Lines.Select(line => Assert.Single(line.Changes))
        );
        Assert.Equal((false, 0, 4), (report.IsApplied, report.Faulty, report.Changing));
        Assert.Equal("billing:1 refund:2", await tree.Tree());
    }

    [Fact]
    public async Task An_import_takes_over_all_lines_and_done_again_changes_nothing()
    {
        await using var tree = await CategoryDesk.Start();

        var first = (await Import(tree, Changes, apply: true)).Value;
        var second = (await Import(tree, Changes, apply: true)).Value;

        Assert.Equal((true, 4, 0), (first.IsApplied, first.Changing, second.Changing));
        Assert.Equal("billing:1 late:2 late.mail:3 refund:1", await tree.Tree());
        Assert.Equal(new("账务", "帳務", "Bills"), (await tree.Find("billing")).Name);
    }

    [Fact]
    public async Task One_line_with_a_problem_keeps_the_whole_file_out_and_each_is_named_by_its_line()
    {
        await using var tree = await CategoryDesk.Start();
        await tree.Add("fixed", isFixed: true);
        const string File = """
            code,parent,name-en,order,retired
            good,billing,Good,,
            bad code,,Bad,,
            billing,refund,Ring,,
            orphan,nowhere,Orphan,,
            good,billing,Twice,,
            odd,,Odd,first,perhaps
            fixed,,Other name,,
            empty,,,,
            """;

        var preview = (await Import(tree, File, apply: false)).Value;
        var refused = (await Import(tree, File, apply: true)).Problem!;

        Assert.Equal([0, 1, 1, 1, 1, 2, 1, 1], preview.Lines.Select(line => line.Problems.Count));
        Assert.Equal(
            ["line 3", "line 4", "line 5", "line 6", "line 7", "line 7", "line 8", "line 9"],
            refused.Fields.Select(field => field.Field)
        );
        Assert.Equal("billing:1 refund:2 fixed:1", await tree.Tree());
    }

    [Fact]
    public async Task Retiring_needs_those_below_in_the_same_file_and_a_fifth_level_is_refused()
    {
        await using var tree = await CategoryDesk.Start();

        var alone = (await Import(tree, "code,retired\nbilling,yes", apply: false)).Value;
        var deep = (await Import(tree, "code,parent,name-en\na,refund,A\nb,a,B\nc,b,C", apply: false)).Value;
        var both = (await Import(tree, "code,retired\nbilling,是\nrefund,yes", apply: true)).Value;

        Assert.Contains("Refund", Assert.Single(Assert.Single(alone.Lines).Problems), StringComparison.Ordinal);
        // Each is looked at with what the file puts below it.
        Assert.Equal([1, 1, 1], deep.Lines.Select(line => line.Problems.Count));
        Assert.Equal(2, both.Count(CategoryChange.Retired));
        Assert.Equal("", await tree.Tree());
    }

    [Fact]
    public async Task What_is_written_out_is_read_in_again_with_formulas_as_words()
    {
        await using var tree = await CategoryDesk.Start();
        await tree.Save("refund", new("=退款", "退款, \"急\"", "Refund"));

        var file = (await tree.Desk.Get<ExportCategories>().Handle(await tree.Adam(), Ct)).Value;
        var again = (await tree.Desk.Get<ImportCategories>().Handle(await tree.Adam(), new(file, false), Ct)).Value;

        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.StartsWith(
            "code,parent,name-en,name-zh-Hans,name-zh-Hant,order,retired",
            Encoding.UTF8.GetString(file[3..]),
            StringComparison.Ordinal
        );
        Assert.Contains("'=退款", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.Equal((2, 0, 0), (again.Lines.Count, again.Changing, again.Faulty));
    }

    [Theory]
    [InlineData("code,colour\na,red")]
    [InlineData("name-en\nA")]
    [InlineData("")]
    public async Task A_file_of_another_shape_is_refused_as_a_whole(string file)
    {
        await using var tree = await CategoryDesk.Start();

        Assert.Equal("file", Assert.Single((await Import(tree, file, apply: true)).Problem!.Fields).Field);
    }

    private static async Task<Outcome<CategoryImportReport>> Import(CategoryDesk tree, string file, bool apply) =>
        await tree.Desk.Get<ImportCategories>().Handle(await tree.Adam(), new(Encoding.UTF8.GetBytes(file), apply), Ct);
}

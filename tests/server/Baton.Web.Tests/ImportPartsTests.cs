using Baton.Desk;
using Baton.Desk.Customers.Import;
using Baton.Web.Customers;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>The parts of the page that imports customers.</summary>
public sealed class ImportPartsTests : DeskContext
{
    private static readonly ImportPreview Preview = new(
        [new("No.", ImportFields.Number), new("Who", null), new("Tel", ImportFields.Phones)],
        [new(2, ImportResults.New, ["C-1", "Ada", "23456789"]), new(3, ImportResults.Refused, ["", "Bo", ""])],
        new(1, 0, 0, 1),
        [new(3, "", ImportFields.Number, "The line has no customer number.")]
    );

    [Fact]
    public void A_chosen_meaning_is_told_with_those_of_all_other_columns()
    {
        string? told = null;
        var mapping = Render<ImportMapping>(parts =>
            parts.Add(part => part.Preview, Preview).Add(part => part.Changed, columns => told = columns)
        );

        mapping.FindAll("[data-testid=import-column]")[1].Change(ImportFields.Name);

        Assert.Equal("number,name,phones", told);
        Assert.Equal(["New", "Refused"], mapping.FindAll("[data-testid=import-line] .chip").Select(chip => chip.TextContent));
    }

    [Fact]
    public void A_column_can_be_left_out()
    {
        string? told = null;
        var mapping = Render<ImportMapping>(parts =>
            parts.Add(part => part.Preview, Preview).Add(part => part.Changed, columns => told = columns)
        );

        mapping.FindAll("[data-testid=import-column]")[2].Change("");

        Assert.Equal("number,,", told);
    }

    [Fact]
    public void Refused_lines_are_shown_with_the_reason_and_can_be_taken_away_after_the_import()
    {
        var preview = Outcome(fileName: null);
        var report = Outcome("customers.csv");

        Assert.Equal(
            ["3", "", "Number", "The line has no customer number."],
            preview.FindAll("[data-testid=import-fault] td").Select(cell => cell.TextContent)
        );
        Assert.Empty(preview.FindAll("[data-testid=import-report]"));
        Assert.Single(report.FindAll("[data-testid=import-report]"));
    }

    private IRenderedComponent<ImportOutcome> Outcome(string? fileName) =>
        Render<ImportOutcome>(parts =>
            parts
                .AddCascadingValue(new DeskUser("ida", "Ida", [], [], new HashSet<string>(), Languages.English))
                .Add(part => part.Counts, Preview.Counts)
                .Add(part => part.Faults, Preview.Faults)
                .Add(part => part.FileName, fileName)
        );
}

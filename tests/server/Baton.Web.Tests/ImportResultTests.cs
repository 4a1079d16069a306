using Baton.Desk.Organisation.Import;
using Baton.Web.Organisation;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>What an import of people or departments shows.</summary>
public sealed class ImportResultTests : DeskContext
{
    [Fact]
    public void A_preview_lists_what_would_change_and_why_a_line_is_refused()
    {
        var report = new ImportReport(
            false,
            [
                new(2, "nora", "Nora", ImportChange.New, []),
                new(3, "amy", "Amy", ImportChange.Unchanged, []),
                new(4, "olaf", "Olaf", ImportChange.Refused, ["There is no role “pilot”."]),
            ],
            ["bob"],
            0,
            []
        );

        var part = Render<ImportResult>(parts => parts.Add(one => one.Report, report));

        Assert.Equal(
            [
                ["2", "nora", "Nora", "new", ""],
                ["4", "olaf", "Olaf", "refused", "There is no role “pilot”."],
            ],
            part.FindAll("[data-testid=import-line]").Select(row => row.Children.Select(cell => cell.TextContent))
        );
        Assert.Contains(
            "made: 1, changed: 0, as before: 1, refused: 1",
            part.Find("[data-testid=import-counts]").TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("bob", part.Find("[data-testid=import-missing]").TextContent, StringComparison.Ordinal);
    }
}

using Baton.EndToEnd.Browsers;
using static Microsoft.Playwright.Assertions;

namespace Baton.EndToEnd.Stories;

/// <summary>The search of cases as a person shapes it: columns, views, and the list as a file.</summary>
public sealed class SearchInBrowserTests
{
    [Fact]
    public async Task A_person_chooses_columns_keeps_a_view_and_takes_the_list_away()
    {
        await using var stage = await FaxDeskStage.Set();
        await using var browser = await Chromium.Start();
        var numbers = await OpenCases(stage);
        var amy = await DeskWindow.SignIn(browser, stage.Server.BaseAddress, "amy");

        await amy.Go("/cases?q=Roaming&sort=number");
        await amy.Get("columns-menu").ClickAsync();
        await amy.Get("column-type").CheckAsync();
        await Expect(amy.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("columns=.*type"));
        await amy.Get("view-keep").ClickAsync();
        await amy.Get("view-name").FillAsync("Roaming");
        await amy.Get("view-save").ClickAsync();
        await Expect(amy.Get("view-link")).ToHaveAttributeAsync("aria-current", "page");
        await amy.Get("view-default").ClickAsync();
        await Expect(amy.Get("view-default")).ToHaveAttributeAsync("aria-pressed", "true");

        await amy.Go("/cases");
        await Expect(amy.Get("search-text")).ToHaveValueAsync("Roaming");
        await Expect(amy.Get("case-row")).ToHaveCountAsync(2);
        await amy.Get("export-menu").ClickAsync();
        var download = await amy.Page.RunAndWaitForDownloadAsync(() => amy.Get("export-csv").ClickAsync());
        var rows = await File.ReadAllLinesAsync((await download.PathAsync())!);
        await Expect(amy.Get("export-progress")).ToContainTextAsync("Exported 2 of 2");

        Assert.StartsWith("Cases-", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.EndsWith(",Type", rows[0], StringComparison.Ordinal);
        Assert.Equal(numbers, rows.Skip(1).Select(row => row.Split(',')[0]));

        await amy.Get("search-reset").ClickAsync();
        await Expect(amy.Get("search-text")).ToHaveValueAsync("");
    }

    private static async Task<List<string>> OpenCases(FaxDeskStage stage)
    {
        var amy = stage.Person("amy");
        var customer = (string)(await amy.List("customers?limit=1")).Single()!["key"]!;
        var numbers = new List<string>();
        foreach (var subject in new[] { "Roaming charges not agreed", "Roaming in Japan" })
            numbers.Add(await amy.OpenCase(customer, subject, "+85223456780"));
        await amy.OpenCase(customer, "Another matter", "+85223456780");
        return numbers;
    }
}

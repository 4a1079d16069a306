using Baton.Desk.Cases;
using Baton.Desk.Storage.Words;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases;

public sealed class SearchCasesTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task Chinese_text_is_found_by_any_part_of_it()
    {
        await using var desk = await DeskHost.Start();
        var wanted = await desk.Open("宽带无法连接互联网");
        await desk.Open("账单金额有误");

        Assert.Equal([wanted.Number], await Numbers(desk, new() { Text = "法连接" }));
        Assert.Equal([wanted.Number], await Numbers(desk, new() { Text = "宽带 互联" }));
        Assert.Equal(2, (await Numbers(desk, new() { Text = "陳大" })).Count);
        Assert.Empty(await Numbers(desk, new() { Text = "不存在" }));
    }

    [Theory]
    [InlineData("宽带")]
    [InlineData("網")]
    [InlineData("rout")]
    [InlineData("x25")]
    [InlineData("8800")]
    [InlineData("'quoted' \"text\"")]
    [InlineData("50%")]
    public async Task Words_numbers_and_signs_find_the_one_case_that_has_them(string text)
    {
        await using var desk = await DeskHost.Start();
        var wanted = await desk.Open("宽带上網: Router-X25, part 778800, 50% of 'quoted' \"text\"");
        await desk.Open("带宽 X-25 outer 7788");

        Assert.Equal([wanted.Number], await Numbers(desk, new() { Text = text }));
    }

    [Fact]
    public async Task A_part_of_a_number_is_enough()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        Assert.Equal([opened.Number], await Numbers(desk, new() { Number = opened.Number[3..] }));
        Assert.Equal([opened.Number], await Numbers(desk, new() { Number = opened.Number[^3..] }));
        Assert.Equal([opened.Number], await Numbers(desk, new() { Phone = "8765" }));
        Assert.Equal([opened.Number], await Numbers(desk, new() { Customer = "陳大" }));
        Assert.Empty(await Numbers(desk, new() { Number = "9-" + opened.Number }));
        Assert.Empty(await Numbers(desk, new() { Customer = "nobody" }));
    }

    [Fact]
    public async Task What_a_case_says_after_a_correction_is_what_it_is_found_by()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open("Modem");
        var edited = await desk.Get<EditCase>()
            .Handle(
                await desk.User("amy"),
                opened.Number,
                new(Subject: "Telephone") { Version = (await desk.Show(opened.Number)).Version },
                Ct
            );

        Assert.Null(edited.Problem);
        Assert.Empty(await Numbers(desk, new() { Text = "modem" }));
        Assert.Single(await Numbers(desk, new() { Text = "telephone" }));
    }

    [Fact]
    public async Task Cases_that_are_older_than_the_index_are_in_it_when_the_desk_has_started()
    {
        var directory = DeskHost.NewDirectory();
        var number = "";
        await using (var before = await DeskHost.StartOn(directory, seed: true))
        {
            number = (await before.Open("Modem")).Number;
            await before.Open("Other");
            await before.Change(
                async (db, _) => await db.Words.Delete(db, WordTable.Cases, await db.Cases.Select(row => row.Key).ToListAsync(Ct), Ct)
            );
            Assert.Empty(await Numbers(before, new() { Text = "modem" }));
        }
        await using var after = await DeskHost.StartOn(directory, seed: false);

        Assert.Equal([number], await Numbers(after, new() { Text = "modem" }));
    }

    [Fact]
    public async Task Full_width_and_capital_letters_make_no_difference()
    {
        await using var desk = await DeskHost.Start();
        await desk.Open("ＡＤＳＬ Router");

        Assert.Single(await Numbers(desk, new() { Text = "adsl" }));
        Assert.Single(await Numbers(desk, new() { Text = "ＲＯＵＴＥＲ" }));
    }

    [Fact]
    public async Task Pages_hold_every_case_once_in_every_order()
    {
        await using var desk = await DeskHost.Start();
        for (var index = 0; index < 5; index++)
            await desk.Open($"Case {index}");
        await desk.Engine.Advance(TimeSpan.FromMinutes(1));
        await desk.Open("Last");

        foreach (var sort in new[] { "-openedAt", "openedAt", "-updatedAt", "updatedAt", "number", "-number" })
        {
            var seen = new List<string>();
            string? cursor = null;
            do
            {
                var request = new SearchCasesRequest
                {
                    Sort = sort,
                    Limit = 2,
                    Cursor = cursor,
                };
                var page = (await desk.Get<SearchCases>().Handle(await desk.User("carl"), request, Ct)).Value;
                Assert.Equal(cursor is null ? 6 : null, page.Total);
                seen.AddRange(page.Items.Select(row => row.Number));
                cursor = page.NextCursor;
            } while (cursor is not null);
            var expected = sort[0] == '-' ? seen.OrderDescending(StringComparer.Ordinal) : seen.Order(StringComparer.Ordinal);
            Assert.Equal(6, seen.Distinct().Count());
            Assert.Equal(expected, seen);
        }
    }

    [Fact]
    public async Task A_case_is_found_by_phone_status_category_assignee_and_time()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open(change: request => request with { Category = "refund" });

        Assert.Equal([opened.Number], await Numbers(desk, new() { Phone = "2987 6543" }));
        Assert.Equal([opened.Number], await Numbers(desk, new() { Category = "billing" }));
        Assert.Equal([opened.Number], await Numbers(desk, new() { Status = ["awaiting-approval"], Type = ["tos"] }));
        Assert.Equal([opened.Number], await Numbers(desk, new() { Assignee = "uma", Open = true }));
        Assert.Equal([opened.Number], await Numbers(desk, new() { OpenedFrom = desk.Now, OpenedTo = desk.Now + TimeSpan.FromHours(1) }));
        Assert.Empty(await Numbers(desk, new() { Assignee = "amy" }));
        Assert.Empty(await Numbers(desk, new() { OpenedFrom = desk.Now + TimeSpan.FromHours(1) }));
        Assert.Empty(await Numbers(desk, new() { Open = false }));
    }

    [Fact]
    public async Task A_case_is_found_by_step_channel_overdue_and_special_fields()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        await desk.Open(
            "By fax",
            change: request =>
                request with
                {
                    Channel = "fax",
                    Form = new()
                    {
                        ["serviceType"] = "fixed",
                        ["requestType"] = "change",
                        ["serviceNumber"] = "98765432",
                    },
                }
        );

        Assert.Equal(2, (await Numbers(desk, new() { Step = "Approve" })).Count);
        Assert.Empty(await Numbers(desk, new() { Step = "Revise" }));
        Assert.Equal([opened.Number], await Numbers(desk, new() { Channel = ["phone", "mail"] }));
        Assert.Equal([opened.Number], await Numbers(desk, new() { Field = ["serviceType=mobile", "requestType=change"] }));
        Assert.Empty(await Numbers(desk, new() { Field = ["serviceType=mob"] }));
        Assert.Empty(await Numbers(desk, new() { Field = ["requestType=mobile"] }));
        Assert.Empty(await Numbers(desk, new() { Overdue = true }));
        Assert.Empty(await Numbers(desk, new() { ClosedFrom = desk.Now - TimeSpan.FromDays(1) }));
        var due = (await desk.Show(opened.Number)).Tasks[0].DueAt!.Value;
        await desk.Engine.Advance(due - desk.Now - TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await Numbers(desk, new() { Overdue = false })).Count);
    }

    [Fact]
    public async Task The_result_of_the_fax_can_be_searched()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        await desk.Open("No fax");
        await desk.Change(
            async (db, unit) =>
            {
                var row = await db.Cases.SingleAsync(one => one.Key == opened.Key, Ct);
                row.FaxStatus = "failed";
                row.FaxNumber = "+85229876544";
                row.FaxAt = unit.Now;
            }
        );

        Assert.Equal([opened.Number], await Numbers(desk, new() { FaxStatus = ["failed"] }));
        Assert.Equal([opened.Number], await Numbers(desk, new() { FaxNumber = "29876544" }));
        Assert.Equal([opened.Number], await Numbers(desk, new() { Sort = "-faxAt" }));
    }

    [Fact]
    public async Task An_agent_finds_his_own_cases_only()
    {
        await using var desk = await DeskHost.Start();
        await desk.Open(by: "amy");
        var bobs = await desk.Open(by: "bob");

        Assert.Equal([bobs.Number], await Numbers(desk, new(), "bob"));
        Assert.Equal(2, (await Numbers(desk, new(), "rita")).Count);
        Assert.False((await desk.Get<SearchCases>().Handle(await desk.User("adam"), new(), Ct)).Succeeded);
    }

    private static async Task<List<string>> Numbers(DeskHost desk, SearchCasesRequest request, string user = "carl")
    {
        var outcome = await desk.Get<SearchCases>().Handle(await desk.User(user), request, Ct);
        return [.. outcome.Value.Items.Select(row => row.Number)];
    }
}

using Baton.Desk.Cases;
using Baton.Desk.Cases.Involvement;
using Baton.Desk.Storage;
using Baton.Desk.Tests.Storage;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Baton.Desk.Tests.Cases.Involvement;

/// <summary>
/// Whose cases are whose by their tasks. That the table is in step with the tasks is looked at whenever a desk of these tests closes.
/// </summary>
public sealed class InvolvementTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task Who_hands_a_task_on_before_he_did_it_is_not_involved_any_more()
    {
        await using var desk = await DeskHost.Start();
        var number = (await desk.Open()).Number;
        var key = Assert.Single((await desk.Show(number)).Tasks).Key;
        Assert.Contains((false, "uma"), await Involved(desk, number));

        var moved = await desk.Get<TransferTask>().Handle(await desk.User("uma"), new(key, "ulf", null, "On leave"), Ct);

        Assert.True(moved.Succeeded, moved.Problem?.ToString());
        var involved = await Involved(desk, number);
        Assert.Contains((false, "ulf"), involved);
        Assert.DoesNotContain((false, "uma"), involved);
    }

    [Fact]
    public async Task A_database_from_before_the_table_knows_who_is_involved()
    {
        await using var desk = await DeskHost.Start();
        await desk.Open();
        await desk.Open();
        await using var connection = desk.Runtime.Storage.OpenWriter();
        await using var db = DeskDb.On(connection);
        var before = await db.CaseInvolvements.CountAsync(Ct);
        var table = db.Database.GetMigrations().Single(one => one.EndsWith("_CaseInvolvement", StringComparison.Ordinal));
        var older = db.Database.GetMigrations().TakeWhile(one => one != table).Last();

        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync(older, Ct);
        await migrator.MigrateAsync(null, Ct);

        Assert.True(before > 0);
        Assert.Equal(before, await db.CaseInvolvements.CountAsync(Ct));
        await InvolvementCheck.Run(db, Ct);
    }

    [Fact]
    public async Task The_newest_cases_of_a_group_are_read_from_its_index_in_order()
    {
        Assert.SkipWhen(TestStorage.IsPostgres, "Asks SQLite how it would go about it.");
        await using var desk = await DeskHost.Start();
        var uma = await desk.User("uma");
        var parts = await desk.Read(db => Task.FromResult(Involvements.Of(db, uma).Count()));

        var plans = await desk.Read(async db =>
        {
            var all = new List<string>();
            foreach (var by in Involvements.Of(db, uma))
                all.Add(await QueryPlan.Of(new CasePart(db.Cases, by).Sorted(CaseSort.Parse(null), null).Take(51)));
            return all;
        });

        Assert.Equal(1 + uma.Groups.Count, parts);
        Assert.All(
            plans,
            plan =>
            {
                Assert.Contains("IX_desk_case_involvement_name_opened_at_case_key_is_group", plan, StringComparison.Ordinal);
                Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task Pages_of_those_with_tasks_go_on_where_the_last_one_ended()
    {
        await using var desk = await DeskHost.Start();
        var opened = new List<string>();
        for (var index = 0; index < 7; index++)
        {
            opened.Add((await desk.Open()).Number);
            if (index % 3 != 0)
                await desk.Engine.Advance(TimeSpan.FromMinutes(1));
        }
        var uma = await desk.User("uma");
        foreach (var sort in (string?[])[null, "openedAt", "-updatedAt", "number"])
        {
            var found = new List<string>();
            for (string? cursor = null; ; )
            {
                var page = (
                    await desk.Get<SearchCases>()
                        .Handle(
                            uma,
                            new()
                            {
                                Sort = sort,
                                Limit = 2,
                                Cursor = cursor,
                            },
                            Ct
                        )
                ).Value;
                found.AddRange(page.Items.Select(row => row.Number));
                cursor = page.NextCursor;
                if (cursor is null)
                    break;
            }
            if (sort is not null && !sort.StartsWith('-'))
                found.Reverse();

            Assert.Equal(opened.AsEnumerable().Reverse(), found);
        }
    }

    private static async Task<List<(bool IsGroup, string Name)>> Involved(DeskHost desk, string number) =>
        (
            await desk.Read(db =>
                db.CaseInvolvements.Where(row => db.Cases.Any(one => one.Key == row.CaseKey && one.Number == number)).ToListAsync(Ct)
            )
        ).ConvertAll(row => (row.IsGroup, row.Name));
}

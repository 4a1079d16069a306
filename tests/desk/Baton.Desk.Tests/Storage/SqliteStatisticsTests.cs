using Baton.Desk.Cases;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Storage;

/// <summary>What SQLite knows of the tables leads it to the indexes that are meant for a question.</summary>
public sealed class SqliteStatisticsTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task SQLite_looks_at_the_tables_by_itself_and_connections_that_are_open_know_it()
    {
        Assert.SkipWhen(TestStorage.IsPostgres, "PostgreSQL looks by itself.");
        await using var desk = await DeskHost.Start();
        await Fill(desk, 300);
        await desk.Read(db => db.Cases.CountAsync(Ct));

        await desk.Engine.Advance(TimeSpan.FromMinutes(10));

        Assert.Contains("IX_desk_case_category_code", await desk.Read(OfAWeek), StringComparison.Ordinal);
        Assert.Equal(1, await desk.Read(db => Number(db, "SELECT COUNT(*) AS Value FROM sqlite_stat1 WHERE idx = 'IX_desk_case_number'")));
    }

    [Fact]
    public async Task What_few_cases_have_is_found_by_its_index_also_where_none_has_it()
    {
        Assert.SkipWhen(TestStorage.IsPostgres, "PostgreSQL knows how many have nothing.");
        await using var desk = await DeskHost.Start();
        await Fill(desk, 300);
        await desk.Change((db, _) => SqliteStatistics.Collect(db, Ct));

        var plans = await desk.Read(async db =>
            (string[])
                [
                    await QueryPlan.Of(db.Cases.Where(row => row.ParentKey == 7)),
                    await QueryPlan.Of(db.Cases.Where(row => row.Key == 7 || row.MergedIntoKey == 7)),
                    await QueryPlan.Of(db.Cases.Where(row => row.SplitFromKey == 7)),
                    await QueryPlan.Of(db.Cases.Where(row => row.ProcessInstanceKey == 7)),
                    await QueryPlan.Of(db.Cases.Where(row => row.FaxNumber == "+85221234567")),
                    await QueryPlan.Of(db.Customers.Where(row => row.MergedIntoKey == 7)),
                ]
        );

        Assert.All(plans, plan => Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal));
    }

    /// <summary>All cases are of one type, as on most desks; those of a category in a week are few.</summary>
    private static Task<string> OfAWeek(DeskDb db)
    {
        var from = DeskHost.Morning.AddDays(-7);
        var to = DeskHost.Morning;
        return QueryPlan.Of(
            db.Cases.Where(row => row.TypeCode == "tos" && row.CategoryCode == "billing" && row.OpenedAt >= from && row.OpenedAt < to)
        );
    }

    private static Task Fill(DeskHost desk, int count) =>
        desk.Change(
            (db, unit) =>
            {
                db.AddRange(
                    Enumerable
                        .Range(0, count)
                        .Select(index => new Case
                        {
                            Key = unit.NextKey(),
                            Number = $"LOT-{index}",
                            TypeCode = "tos",
                            Subject = "Broken line",
                            Description = "",
                            CustomerName = "Ho",
                            Channel = "phone",
                            OpenedBy = "amy",
                            Status = "open",
                            OpenedAt = DeskHost.Morning.AddDays(-index),
                            FormData = "{}",
                            SearchText = SearchText.Fold("Broken line"),
                        })
                );
                return Task.CompletedTask;
            }
        );

    private static async Task<int> Number(DeskDb db, string sql) => (await db.Database.SqlQueryRaw<int>(sql).ToListAsync(Ct)).Single();
}

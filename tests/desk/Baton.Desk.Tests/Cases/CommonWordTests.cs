using Baton.Desk.Cases;
using Baton.Desk.Storage.Words;
using Baton.Desk.Tests.Storage;
using Baton.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases;

/// <summary>Words that very many cases have are looked for month by month, the newest first; nobody may notice.</summary>
public sealed class CommonWordTests
{
    private const int Many = 1_203;

    private static readonly DateTimeOffset First = new(2024, 1, 15, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public void Months_are_looked_at_backwards_in_stretches_that_grow_and_leave_out_nothing()
    {
        var stretches = Months.Back(First, new(2026, 11, 29, 23, 59, 0, TimeSpan.Zero)).ToList();

        Assert.Equal([1, 2, 4, 8, 16, 4], stretches.Select(one => one.Words.Count()));
        Assert.Equal(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), stretches[0].To);
        Assert.Equal(new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), stretches[^1].From);
        Assert.All(stretches.Zip(stretches.Skip(1)), pair => Assert.Equal(pair.First.From, pair.Second.To));
        Assert.Equal("‡202611", Assert.Single(stretches[0].Words));
        Assert.Empty(Months.Back(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("rita", null)]
    [InlineData("rita", "openedAt")]
    [InlineData("amy", null)]
    [InlineData("uma", null)]
    public async Task All_of_very_many_are_found_page_by_page_in_order_and_once(string user, string? sort)
    {
        await using var desk = await DeskHost.Start();
        await Fill(desk);
        var wanted = (await desk.Read(db => Task.FromResult(db.Cases.Where(row => row.Subject.StartsWith("Broken")).ToList())))
            .Where(row => user == "rita" || row.OpenedBy == user || (user == "uma" && row.DepartmentCode == "cs-1"))
            .OrderByDescending(row => row.OpenedAt)
            .ThenByDescending(row => row.Key)
            .Select(row => row.Number)
            .ToList();
        if (sort is not null)
            wanted.Reverse();

        var found = new List<string>();
        for (string? cursor = null; ; )
        {
            var page = await Search(
                desk,
                user,
                new()
                {
                    Text = "broken",
                    Sort = sort,
                    Limit = 200,
                    Cursor = cursor,
                }
            );
            found.AddRange(page.Items.Select(row => row.Number));
            if (page.NextCursor is null)
                break;
            cursor = page.NextCursor;
        }

        Assert.True(wanted.Count > 200);
        Assert.Equal(wanted, found);
    }

    [Fact]
    public async Task Days_of_opening_narrow_very_many()
    {
        await using var desk = await DeskHost.Start();
        await Fill(desk);

        var page = await Search(
            desk,
            "rita",
            new()
            {
                Text = "broken",
                OpenedFrom = First.AddDays(3),
                OpenedTo = First.AddDays(7),
                Limit = 200,
            }
        );

        Assert.Equal(["LOT-4", "LOT-43", "LOT-45", "LOT-6"], page.Items.Select(row => row.Number).Order(StringComparer.Ordinal));
        Assert.False(page.IsTotalMore);
    }

    [Fact]
    public async Task Words_that_an_upgrade_has_emptied_are_written_anew_with_their_months_before_the_desk_opens()
    {
        var folder = Directory.CreateTempSubdirectory("baton-words-").FullName;
        await using (var before = await DeskHost.StartOn(folder, seed: true))
        {
            await Fill(before);
            await before.Change(
                (db, _) =>
                    db.Database.ExecuteSqlRawAsync(
                        TestStorage.IsPostgres
                            ? "TRUNCATE desk_case_words"
                            : "INSERT INTO desk_case_words (desk_case_words) VALUES ('delete-all')",
                        Ct
                    )
            );
            Assert.Empty((await Search(before, "rita", new() { Text = "broken" })).Items);
        }

        await using (var after = await DeskHost.StartOn(folder, seed: false))
        {
            Assert.Equal(200, (await Search(after, "rita", new() { Text = "broken", Limit = 200 })).Items.Count);
        }
        TestStorage.Drop(folder);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Page<CaseRow>> Search(DeskHost desk, string user, SearchCasesRequest request)
    {
        var outcome = await desk.Get<SearchCases>().Handle(await desk.User(user), request, Ct);
        Assert.True(outcome.Succeeded, outcome.Problem?.ToString());
        return outcome.Value;
    }

    /// <summary>A case a day, of three people in two departments.</summary>
    private static async Task Fill(DeskHost desk) =>
        await desk.Change(
            (db, unit) =>
            {
                db.AddRange(
                    Enumerable
                        .Range(0, Many)
                        .Select(index => new Case
                        {
                            Key = unit.NextKey(),
                            Number = $"LOT-{index}",
                            TypeCode = "tos",
                            Subject = $"Broken line {index}",
                            Description = "",
                            CustomerName = "Ho",
                            Channel = "phone",
                            OpenedBy = index % 3 == 0 ? "amy" : "bob",
                            DepartmentCode = index % 5 == 0 ? "cs-1" : "cs-2",
                            Status = "open",
                            OpenedAt = First.AddDays(index % 2 == 0 ? index : Math.Max(0, index - 40)),
                            FormData = "{}",
                            SearchText = SearchText.Fold($"Broken line {index}"),
                        })
                );
                return Task.CompletedTask;
            }
        );
}

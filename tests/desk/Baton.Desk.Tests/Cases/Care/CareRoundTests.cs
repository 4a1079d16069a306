using System.Text.Json.Nodes;
using Baton.Desk.Cases.Care;
using Baton.Desk.Contacts;
using Baton.Desk.Tests.Packs;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Care;

/// <summary>Customers of whom nobody has heard for long are turned to.</summary>
public sealed class CareRoundTests
{
    private static CancellationToken Ct => InstituteDesk.Ct;

    private static readonly Dictionary<string, string> Headers = new() { ["caseType"] = "voc-care", ["department"] = "voc-service" };

    [Fact]
    public async Task A_round_opens_a_case_for_each_customer_of_the_tiers_who_was_silent_and_none_twice()
    {
        await using var desk = await InstituteDesk.Open();
        await desk.Advance(TimeSpan.FromDays(61));
        await Called(desk, "I-1002");

        var first = await Run(desk, Round(desk));
        var again = await Run(desk, Round(desk));

        var cases = await desk.Read(db => db.Cases.OrderBy(row => row.CustomerName).ToListAsync(Ct));
        Assert.Equal(3, first.Value.Count);
        Assert.Empty(again.Value);
        Assert.Equal(
            ["Formosa Alloy Co. 福爾摩沙合金股份有限公司", "Pacific Medical Devices Ltd", "新竹縣環境保護局"],
            cases.Select(row => row.CustomerName)
        );
        Assert.All(cases, row => Assert.Equal(("voc-care", "head.chou", "voc-service"), (row.TypeCode, row.OpenedBy, row.DepartmentCode)));
        Assert.Equal(["定期關懷", "Care call", "定期關懷"], cases.Select(row => row.Subject));
        Assert.All(cases, row => Assert.Equal("care-call", row.Status));
    }

    [Fact]
    public async Task Nobody_is_turned_to_before_he_was_silent_for_so_long_or_while_a_case_of_his_is_open()
    {
        await using var desk = await InstituteDesk.Open();

        var tooEarly = await Run(desk, Round(desk));
        await desk.Complain();
        await desk.Advance(TimeSpan.FromDays(61));
        var round = await Run(desk, Round(desk));

        Assert.Empty(tooEarly.Value);
        var number = await desk.Read(db =>
            db.Cases.Where(row => row.TypeCode == "voc-care").Select(row => row.CustomerName).ToListAsync(Ct)
        );
        Assert.Equal(3, round.Value.Count);
        Assert.DoesNotContain(number, name => name.StartsWith("Formosa", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_round_takes_as_many_as_it_may_those_of_the_longest_silence_first()
    {
        await using var desk = await InstituteDesk.Open();
        await desk.Advance(TimeSpan.FromDays(1));
        await Called(desk, "I-1001");
        await desk.Advance(TimeSpan.FromDays(61));

        var round = await Run(desk, Round(desk, atMost: 3));

        Assert.Equal(3, round.Value.Count);
        Assert.DoesNotContain(
            await desk.Read(db => db.Cases.Select(row => row.CustomerName).ToListAsync(Ct)),
            name => name.StartsWith("Formosa", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_unit_without_a_manager_is_told_to_the_operator()
    {
        await using var desk = await InstituteDesk.Open();

        var round = await Run(desk, Round(desk) with { Department = "nowhere" });

        Assert.Contains("nowhere", round.Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_that_asks_wrongly_is_told_all_that_is_wrong()
    {
        var round = CareWorker.Read(1, new Dictionary<string, string>(), new() { ["silence"] = "soon", ["atMost"] = 0 }, out var faults);

        Assert.Null(round);
        Assert.Equal(4, faults.Count);
    }

    private static CareRound Round(InstituteDesk desk, int atMost = 10) =>
        CareWorker.Read(
            desk.Now.ToUnixTimeSeconds(),
            Headers,
            new()
            {
                ["subject"] = new JsonObject { ["en"] = "Care call", ["zh-Hant"] = "定期關懷" },
                ["silence"] = "P60D",
                ["tiers"] = new JsonArray("key", "gold"),
                ["atMost"] = atMost,
            },
            out _
        )!;

    private static Task<Outcome<IReadOnlyList<string>>> Run(InstituteDesk desk, CareRound round) =>
        desk.Get<OpenCareCases>().Handle(round, Ct);

    private static async Task Called(InstituteDesk desk, string customer)
    {
        var logged = await desk.Get<LogContact>()
            .Handle(await desk.User("yihua"), new("Opening hours") { CustomerKey = await desk.Customer(customer) }, Ct);
        Assert.True(logged.Succeeded, logged.Problem?.ToString());
    }
}

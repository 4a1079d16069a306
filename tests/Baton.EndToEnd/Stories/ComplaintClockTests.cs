using static Baton.EndToEnd.Stories.Institute;

namespace Baton.EndToEnd.Stories;

/// <summary>Deployment B over six weeks: who is reminded when, as the mails tell that really went out.</summary>
[Trait("Story", "B")]
public sealed class ComplaintClockTests
{
    private const int Weeks = 6;

    /// <summary>Later than any day on which the test is run, so that a restarted server, whose clock runs for a moment, is never ahead.</summary>
    private static readonly DateTimeOffset Begin = new(2040, 3, 5, 1, 5, 0, TimeSpan.Zero);

    private static readonly string[] AuditUnits = ["audit.one", "audit.two", "audit.three"];

    [Fact]
    public async Task Handlers_are_reminded_with_more_and_more_auditors_until_they_respond_then_followed_up_until_the_closing_reply()
    {
        await using var catcher = new MailCatcher();
        await using var stage = await FaxDeskStage.Set(Begin, catcher.Arguments);
        var (agent, head, audit) = (stage.Person("yihua"), stage.Person("head.chou"), stage.Person("audit.shen"));
        var (materials, quality) = (stage.Person("mat.liu"), stage.Person("qa.sun"));
        var number = await Complain(agent);
        await Step(head, number, "approve");

        var expected = Rule().ToList();
        for (var day = 1; day <= Weeks * 7; day++)
        {
            await stage.SetClock(Begin.AddDays(day));
            await Arrived(catcher, number, day, expected.Where(told => told.Day == day && told.Round > 0));
            switch (day)
            {
                case 5:
                    await Step(quality, number, "respond", "Looking at the schedule.");
                    break;
                case 7 or 24:
                    await stage.Server.Restart();
                    await stage.SetClock(Begin.AddDays(day));
                    break;
                case 9:
                    await Step(materials, number, "respond", "The furnace failed.");
                    break;
                case 38:
                    await Step(materials, number, "resolved", "New furnace.");
                    await Step(quality, number, "resolved", "New schedule.");
                    break;
                case 39:
                    await OwnStep(agent, number, "close", "Report sent.", new() { ["contentment"] = "content" });
                    await Arrived(catcher, number, day, expected.Where(told => told.Day == day));
                    break;
                case 41:
                    await Step(
                        materials,
                        number,
                        "report",
                        form: new() { ["rootCause"] = "No service.", ["correctiveAction"] = "Service it." }
                    );
                    await Step(audit, number, "accept");
                    break;
            }
        }

        var ledger = MailLedger.Read(catcher.Mails, number, Begin);
        foreach (var told in ledger)
            TestContext.Current.TestOutputHelper!.WriteLine(told.ToString());
        Assert.Equal(expected, ledger);
        Assert.Equal(catcher.Mails.Count, catcher.Mails.Select(mail => mail.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("archived", await Status(head, number));
        Assert.Equal(
            ["voc-initial-response missed, 4 rounds", "voc-resolving-response missed, 4 rounds"],
            (await head.List($"cases/{number}/clocks"))
                .Select(clock => $"{clock!["policy"]} {clock["state"]}, {clock["round"]} rounds".ToLowerInvariant())
                .Order(StringComparer.Ordinal)
        );
    }

    /// <summary>
    /// The rule: the initial response is due after a day. On the next day a reminder to the handlers, blind copy to the auditing manager; then every two
    /// days, each time with one audit unit more, until the response is in (quality on day 5, materials on day 9). From there every seven days, to more
    /// people the later it is, until the closing reply on day 39 with its mails.
    /// </summary>
    private static IEnumerable<Told> Rule()
    {
        const string Materials = "mat.liu";
        const string All = Materials + " qa.sun";
        for (var round = 1; 2 * round < 9; round++)
        {
            var day = 2 * round;
            var blind = AuditUnits.Take(round - 1).Append("audit.shen").Order(StringComparer.Ordinal);
            yield return new(day, "initial", round, day < 5 ? All : Materials, "", string.Join(' ', blind));
        }
        for (var round = 1; 9 + (7 * round) < 39; round++)
        {
            string[] seen = round switch
            {
                1 => [],
                < 4 => ["mat.wang", "qa.lai"],
                _ => ["head.chou", "mat.wang", "qa.lai"],
            };
            yield return new(9 + (7 * round), "follow-up", round, All, string.Join(' ', seen), round >= 3 ? "audit.shen" : "");
        }
        const string Workers = "head.chou mat.liu qa.sun yihua";
        yield return new(39, "confirm", 0, Workers);
        yield return new(39, "action", 0, Workers);
        yield return new(39, "customer", 0, "quality");
    }

    /// <summary>Waits until everybody has what he is due on the day; who reads another language gets a mail of his own.</summary>
    private static Task Arrived(MailCatcher catcher, string number, int day, IEnumerable<Told> due) =>
        Eventually.Holds(
            () => Task.FromResult(!due.Except(MailLedger.Read(catcher.Mails, number, Begin)).Any()),
            $"the mails of day {day}"
        );
}

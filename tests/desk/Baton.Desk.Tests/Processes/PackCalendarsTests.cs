using Baton.Desk.Processes.ImportPack;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Desk.Tests.Channels.Fax;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Processes;

public sealed class PackCalendarsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private const string Name = """{"zh-Hans": "名称", "zh-Hant": "名稱", "en": "Name"}""";

    private const string Office =
        $$"""{"code": "office", "name": {{Name}}, "zone": "Asia/Hong_Kong", "hours": {"monday": ["09:00-18:00"]}, "special": [{"from": "12-25", "name": {{Name}}}], "default": true}""";

    [Fact]
    public async Task Calendars_come_with_a_pack_stay_as_administrators_change_them_and_are_retired()
    {
        await using var desk = await FaxDesk.Open();
        await Import(
            desk,
            "1.1.0",
            Office + "," + Office.Replace("office", "other", StringComparison.Ordinal).Replace("true", "false", StringComparison.Ordinal)
        );
        await desk.Get<BatonRuntime>()
            .Write<Done>(
                async unit =>
                {
                    await using var db = DeskDb.In(unit);
                    var row = await db.Set<DeskCalendar>().SingleAsync(one => one.Code == "other", Ct);
                    (row.IsOwn, row.Content) = (true, row.Content.Replace("18:00", "17:00", StringComparison.Ordinal));
                    await db.SaveChangesAsync(Ct);
                    return Done.Outcome;
                },
                Ct
            );
        var second = Office.Replace("18:00", "19:00", StringComparison.Ordinal);
        await Import(
            desk,
            "1.2.0",
            second + "," + second.Replace("office", "other", StringComparison.Ordinal).Replace("true", "false", StringComparison.Ordinal)
        );

        var rows = await desk.Read(db => db.Set<DeskCalendar>().OrderBy(row => row.Code).ToListAsync());
        Assert.Equal(
            [("office", true, "09:00-19:00"), ("other", false, "09:00-17:00")],
            rows.Select(row => (row.Code, row.IsDefault, row.Hours().Hours["monday"][0]))
        );
        Assert.Equal("12-25", Assert.Single(rows[0].Hours().Special!).From);

        await Import(desk, "1.3.0", second);
        Assert.True((await desk.Read(db => db.Set<DeskCalendar>().SingleAsync(row => row.Code == "other"))).IsRetired);
    }

    [Theory]
    [InlineData("\"Asia/Hong_Kong\"", "\"Nowhere\"", "$.calendars[0].zone")]
    [InlineData("09:00-18:00", "18:00-09:00", "$.calendars[0].hours.monday")]
    [InlineData("\"12-25\"", "\"Christmas\"", "$.calendars[0].special[0].from")]
    [InlineData("\"monday\"", "\"montag\"", "$.calendars[0].hours")]
    [InlineData("\"default\"", "\"standard\"", "$.calendars[0].standard")]
    public void What_is_wrong_with_a_calendar_is_told_at_its_place(string before, string after, string place)
    {
        var pack = new SamplePack();
        pack.Files["calendars.json"] = $$"""{"calendars": [{{Office.Replace(before, after, StringComparison.Ordinal)}}]}""";

        var problem = Assert.Single(pack.Read().Problems);

        Assert.Equal(("calendars.json", place), (problem.File, problem.Place));
    }

    private static async Task Import(FaxDesk desk, string version, string calendars)
    {
        var pack = new SamplePack().Change("pack.json", "1.0.0", version);
        pack.Files["calendars.json"] = $$"""{"calendars": [{{calendars}}]}""";
        var imported = await desk.Get<ImportPack>().Import(PackFiles.FromZip(pack.Zip()), withDemo: false, Ct);
        Assert.Null(imported.Problem);
    }
}

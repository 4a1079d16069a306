using Baton.Desk.Cases;
using Baton.Desk.Cases.Export;
using Baton.Desk.ThirdParties;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Tests.ThirdParties;

/// <summary>Firms whose services cases are about: kept, chosen, searched for and counted.</summary>
public sealed class ThirdPartyTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    private static readonly LocalizedText Tunes = new("悦铃音乐", "悅鈴音樂", "Ringtone Music");

    [Fact]
    public async Task A_case_is_about_a_third_party_from_the_beginning_or_later_and_says_so()
    {
        await using var desk = await DeskHost.Start();
        await Keep(desk, "sp-1", Tunes);
        await Keep(desk, "sp-2", LocalizedText.Same("Pocket News"));
        var opened = await desk.Open(change: request => request with { ThirdParty = "sp-1" });

        Assert.Equal(("sp-1", "悅鈴音樂"), await Shown(desk, opened.Number, Languages.TraditionalChinese));
        Assert.Null((await Set(desk, "uma", opened.Number, "sp-2")).Problem);
        Assert.Equal(("sp-2", "Pocket News"), await Shown(desk, opened.Number));
        Assert.Null((await Set(desk, "uma", opened.Number, null)).Problem);
        Assert.Equal((null, null), await Shown(desk, opened.Number));
        Assert.Equal(
            ["Uma Wong put the third party Pocket News on the case.", "Uma Wong took the third party off the case."],
            (await desk.Show(opened.Number))
                .Timeline.Where(item => item.Code.StartsWith("third-party", StringComparison.Ordinal))
                .Select(item => item.Text)
        );
    }

    [Fact]
    public async Task What_is_not_in_the_register_or_retired_cannot_be_chosen()
    {
        await using var desk = await DeskHost.Start();
        await Keep(desk, "gone", Tunes, isRetired: true);
        var opened = await desk.Open();
        var request = new OpenCaseRequest("tos", "About nobody") { CustomerKey = await desk.CustomerKey("C-1"), ThirdParty = "gone" };

        var refused = await desk.Get<OpenCase>().Handle(await desk.User("amy"), request, Ct);

        Assert.Contains(refused.Problem!.Fields, field => field.Field == "thirdParty");
        Assert.Equal("code", Assert.Single((await Set(desk, "amy", opened.Number, "nobody")).Problem!.Fields).Field);
        Assert.Equal(RejectionKind.NotFound, (await Set(desk, "bob", opened.Number, null)).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await Set(desk, "rita", opened.Number, null)).Problem!.Kind);
        Assert.Empty(await desk.Get<ListThirdParties>().Choices(await desk.User("amy"), Ct));
    }

    [Fact]
    public async Task Cases_are_counted_by_third_party_as_far_as_the_reader_may_read_them_and_in_the_period()
    {
        await using var desk = await DeskHost.Start();
        await Keep(desk, "sp-1", Tunes);
        await Keep(desk, "sp-2", LocalizedText.Same("Pocket News"));
        await desk.Open(change: request => request with { ThirdParty = "sp-1" });
        await desk.Open(change: request => request with { ThirdParty = "sp-1", Solution = "Told him." });
        await desk.Open(by: "bob", change: request => request with { ThirdParty = "sp-1" });
        await desk.Open();

        Assert.Equal([("sp-1", 3, 2), ("sp-2", 0, 0)], await Counted(desk, "carl"));
        Assert.Equal([("sp-1", 2, 1), ("sp-2", 0, 0)], await Counted(desk, "amy"));
        Assert.Equal([("sp-1", 0, 0), ("sp-2", 0, 0)], await Counted(desk, "carl", new(To: desk.Now)));
        Assert.Equal([("sp-1", 0, 0), ("sp-2", 0, 0)], await Counted(desk, "adam"));
        await desk.Engine.Advance(TimeSpan.FromDays(91));
        Assert.Equal([("sp-1", 0, 0), ("sp-2", 0, 0)], await Counted(desk, "carl"));
    }

    [Fact]
    public async Task The_third_party_is_a_condition_of_the_search_and_a_column_of_the_list()
    {
        await using var desk = await DeskHost.Start();
        await Keep(desk, "sp-1", Tunes);
        var opened = await desk.Open(change: request => request with { ThirdParty = "sp-1" });
        await desk.Open();

        var found = (await desk.Get<SearchCases>().Handle(await desk.User("amy"), new() { ThirdParty = ["sp-1"] }, Ct)).Value.Items;

        var row = Assert.Single(found);
        Assert.Equal(opened.Number, row.Number);
        var column = CaseColumns.All.Single(one => one.Code == CaseColumns.ThirdParty);
        Assert.Equal(("Ringtone Music", "Third party"), (column.Says(row, Languages.English), column.Heading(Languages.English)));
    }

    [Fact]
    public async Task Only_administrators_keep_the_register_and_only_what_no_pack_keeps()
    {
        await using var desk = await DeskHost.Start();
        var kept = await Keep(desk, "sp-1", Tunes);
        await desk.Change(
            (db, _) =>
            {
                db.Add(
                    new ThirdParty
                    {
                        Code = "of-pack",
                        Name = Tunes,
                        Pack = "sample",
                    }
                );
                return Task.CompletedTask;
            }
        );
        var again = new SaveThirdPartyRequest(Tunes, " care@tunes.example ") { Code = "sp-1", Version = kept.Version };

        Assert.Equal(RejectionKind.Forbidden, (await Save(desk, "amy", again)).Problem!.Kind);
        Assert.Equal("care@tunes.example", (await Save(desk, "adam", again)).Value.Contact);
        Assert.Equal("version-mismatch", (await Save(desk, "adam", again)).Problem!.Code);
        Assert.Equal("code-exists", (await Save(desk, "adam", again with { IsNew = true })).Problem!.Code);
        Assert.Equal("of-pack", (await Save(desk, "adam", again with { Code = "of-pack" })).Problem!.Code);
        Assert.Equal(
            ["code", "name", "contact"],
            (await Save(desk, "adam", new(LocalizedText.Same(" "), new('x', 501)) { Code = "a b" })).Problem!.Fields.Select(field =>
                field.Field
            )
        );
    }

    private static async Task<(string?, string?)> Shown(DeskHost desk, string number, string? language = null)
    {
        var row = (await desk.Show(number, language: language)).Case;
        return (row.ThirdParty, row.ThirdPartyName);
    }

    private static async Task<Outcome<ThirdPartyView>> Save(DeskHost desk, string user, SaveThirdPartyRequest request) =>
        await desk.Get<SaveThirdParty>().Handle(await desk.User(user), request, Ct);

    private static async Task<ThirdPartyView> Keep(DeskHost desk, string code, LocalizedText name, bool isRetired = false)
    {
        var saved = await Save(desk, "adam", new(name, IsRetired: isRetired) { Code = code });
        Assert.True(saved.Succeeded, saved.Problem?.ToString());
        return saved.Value;
    }

    private static async Task<Outcome<Done>> Set(DeskHost desk, string user, string number, string? code) =>
        await desk.Get<SetThirdParty>().Handle(await desk.User(user), number, new(code), Ct);

    private static async Task<IEnumerable<(string, int, int)>> Counted(
        DeskHost desk,
        string user,
        ListThirdPartiesRequest? request = null
    ) =>
        (await desk.Get<ListThirdParties>().Handle(await desk.User(user), request ?? new(), Ct)).Value.Select(one =>
            (one.Code, one.Cases, one.OpenCases)
        );
}

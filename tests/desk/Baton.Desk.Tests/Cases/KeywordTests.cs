using Baton.Desk.Cases;
using Baton.Desk.Cases.Keywords;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Tests.Cases;

public sealed class KeywordTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    [Fact]
    public async Task A_case_is_found_by_its_keywords_in_whatever_letters_they_were_written()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        await desk.Open("Other");

        var set = await Set(desk, opened.Number, " Roaming  fee ", "ROAMING FEE", "漫游");

        Assert.Equal(["Roaming fee", "漫游"], set.Value);
        Assert.Equal(["Roaming fee", "漫游"], (await desk.Show(opened.Number)).Keywords);
        Assert.Equal([opened.Number], await Numbers(desk, new() { Keyword = ["roaming Fee", "漫游"] }));
        Assert.Empty(await Numbers(desk, new() { Keyword = ["漫游", "other"] }));
    }

    [Fact]
    public async Task What_was_set_is_on_the_time_line_and_setting_the_same_is_not()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        await Set(desk, opened.Number, "one");
        await Set(desk, opened.Number, "one");
        await Set(desk, opened.Number);

        var written = (await desk.Show(opened.Number)).Timeline.Where(item => item.Code.StartsWith("keywords", StringComparison.Ordinal));
        Assert.Equal(["keywords-set", "keywords-removed"], written.OrderBy(item => item.At).Select(item => item.Code));
    }

    [Theory]
    [InlineData(Languages.English, "one, two")]
    [InlineData(Languages.SimplifiedChinese, "one、two")]
    public async Task The_time_line_lists_them_as_the_language_has_it(string language, string list)
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();

        await Set(desk, opened.Number, "one", "two");

        var timeline = (await desk.Show(opened.Number, language: language)).Timeline;
        Assert.Contains(list, Assert.Single(timeline, item => item.Code == "keywords-set").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_keywords_of_cases_that_the_user_may_read_are_offered()
    {
        await using var desk = await DeskHost.Start();
        var amys = await desk.Open(by: "amy");
        var bobs = await desk.Open(by: "bob");
        await Set(desk, amys.Number, "alpha", "beta");
        Assert.Null((await desk.Get<SetKeywords>().Handle(await desk.User("bob"), bobs.Number, new(["Alps"]), Ct)).Problem);

        Assert.Equal(["alpha"], await Offered(desk, "amy", "AL"));
        Assert.Equal(["Alps"], await Offered(desk, "bob", ""));
        Assert.Equal(["alpha", "Alps"], await Offered(desk, "carl", "al"));
    }

    [Fact]
    public async Task Strangers_and_readers_cannot_set_them_and_too_many_are_refused()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open(by: "amy");

        Assert.Equal(
            "not-found",
            (await desk.Get<SetKeywords>().Handle(await desk.User("bob"), opened.Number, new(["x"]), Ct)).Problem!.Code
        );
        Assert.Equal(
            RejectionKind.Forbidden,
            (await desk.Get<SetKeywords>().Handle(await desk.User("rita"), opened.Number, new(["x"]), Ct)).Problem!.Kind
        );
        Assert.Equal("keywords", Assert.Single((await Set(desk, opened.Number, new string('x', 51))).Problem!.Fields!).Field);
        Assert.NotNull((await Set(desk, opened.Number, [.. Enumerable.Range(0, 21).Select(one => $"k{one}")])).Problem);
    }

    private static async Task<Outcome<IReadOnlyList<string>>> Set(DeskHost desk, string number, params string[] keywords) =>
        await desk.Get<SetKeywords>().Handle(await desk.User("amy"), number, new(keywords), Ct);

    private static async Task<IReadOnlyList<string>> Offered(DeskHost desk, string user, string search) =>
        (await desk.Get<FindKeywords>().Handle(await desk.User(user), search, Ct)).Value;

    private static async Task<List<string>> Numbers(DeskHost desk, SearchCasesRequest request) =>
        [.. (await desk.Get<SearchCases>().Handle(await desk.User("carl"), request, Ct)).Value.Items.Select(row => row.Number)];
}

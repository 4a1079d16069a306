using Baton.Desk.Phrases;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Phrases;

/// <summary>Texts that staff keep and insert: who has which, what is offered first, and what is filled in.</summary>
public sealed class PhraseTests
{
    private static CancellationToken Ct => DeskHost.Ct;

    private static readonly DateOnly Day = new(2026, 11, 23);

    [Theory]
    [InlineData("Dear {customer}, {number} is from {agent}, {today}.", "en", "Dear 陳大文, TOS-1 is from Amy, 23 November 2026.")]
    [InlineData("{today}，{customer}您好", "zh-Hant", "2026年11月23日，陳大文您好")]
    [InlineData("{unknown} {customer", "en", "{unknown} {customer")]
    public void Place_holders_are_filled_and_other_braces_stay(string text, string language, string expected) =>
        Assert.Equal(expected, PhraseText.Fill(text, language, new("Amy", Day, "陳大文", "TOS-1")));

    [Fact]
    public void What_is_not_known_yet_stays_to_be_seen_and_names_are_never_filled_themselves() =>
        Assert.Equal("{today} has {number}", PhraseText.Fill("{customer} has {number}", Languages.English, new("Amy", Day, "{today}")));

    [Fact]
    public async Task A_phrase_is_inserted_with_the_customer_and_number_of_the_case()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        var phrase = await Keep(desk, "amy", new("/Hello", "Greeting", "Dear {customer} ({number}), {agent}, {today}"));

        var filled = await Use(desk, "amy", phrase.Key, opened.Number);
        var withoutCase = await desk.Get<UsePhrase>().Handle(await desk.User("amy"), new(Customer: "Mr Ho") { Key = phrase.Key }, Ct);

        Assert.Equal("hello", phrase.Shortcut);
        Assert.Equal($"Dear 陳大文 ({opened.Number}), Amy Chan 陳, 23 November 2026", filled.Value.Text);
        Assert.StartsWith("Dear Mr Ho ({number}), ", withoutCase.Value.Text, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single((await List(desk, "amy")).Items).UseCount);
        Assert.Equal(RejectionKind.NotFound, (await Use(desk, "amy", phrase.Key, "TOS-20261123-9999")).Problem!.Kind);
    }

    [Fact]
    public async Task Ones_own_phrase_is_nobody_elses_and_a_departments_is_its_members()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddPerson("paul", Permissions.ManagePhrases);
        var own = await Keep(desk, "amy", new("own", "Own", "Mine."));
        await Keep(desk, "paul", new("unit", "Unit", "Ours.", PhraseScope.Department, "cs-1"));
        await Keep(desk, "paul", new("all", "All", "Everybody's.", PhraseScope.All));

        Assert.Equal(["own", "unit", "all"], (await List(desk, "amy")).Items.Select(one => one.Shortcut));
        Assert.Equal(["all"], (await List(desk, "bob")).Items.Select(one => one.Shortcut));
        Assert.Equal(["unit", "all"], (await List(desk, "paul")).Items.Select(one => one.Shortcut));
        Assert.Equal(RejectionKind.NotFound, (await Use(desk, "bob", own.Key, null)).Problem!.Kind);
        Assert.Equal(RejectionKind.NotFound, (await desk.Get<DeletePhrase>().Handle(await desk.User("bob"), own.Key, Ct)).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await desk.Get<ListPhrases>().Handle(await desk.User("rita"), null, Ct)).Problem!.Kind);
    }

    [Fact]
    public async Task A_department_s_phrases_are_kept_by_its_manager_and_those_of_all_by_who_has_the_right()
    {
        await using var desk = await DeskHost.Start();
        var unit = new SavePhraseRequest("unit", "Unit", "Ours.", PhraseScope.Department, "cs-1");

        Assert.Equal(RejectionKind.Forbidden, (await Save(desk, "amy", unit)).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await Save(desk, "uma", unit with { Department = "cs-2" })).Problem!.Kind);
        Assert.Equal(RejectionKind.Forbidden, (await Save(desk, "uma", unit with { Scope = PhraseScope.All })).Problem!.Kind);
        var kept = await Keep(desk, "uma", unit);
        Assert.Equal(["front", "cs-1"], (await List(desk, "uma")).Departments.Select(one => one.Code));
        Assert.False(Assert.Single((await List(desk, "amy")).Items).MayKeep);
        Assert.Equal(RejectionKind.Forbidden, (await Save(desk, "amy", unit with { Key = kept.Key })).Problem!.Kind);
        Assert.Null((await desk.Get<DeletePhrase>().Handle(await desk.User("uma"), kept.Key, Ct)).Problem);
        Assert.Empty((await List(desk, "amy")).Items);
    }

    [Fact]
    public async Task A_shortcut_is_there_once_for_each_language_and_a_stale_change_is_refused()
    {
        await using var desk = await DeskHost.Start();
        var first = await Keep(desk, "amy", new("hi", "Hi", "Hi.", Language: "en"));
        await Keep(desk, "amy", new("hi", "你好", "你好。", Language: "zh-Hans"));
        await Keep(desk, "bob", new("hi", "Hi", "Hi.", Language: "en"));

        var twice = await Save(desk, "amy", new("HI", "Again", "Again.", Language: "en"));
        var changed = await Save(desk, "amy", new("hi", "Hi", "Hi there.", Language: "en") { Key = first.Key, Version = first.Version });
        var stale = await Save(desk, "amy", new("hi", "Hi", "Hi.", Language: "en") { Key = first.Key, Version = first.Version });

        Assert.Equal("shortcut-exists", twice.Problem!.Code);
        Assert.Equal("Hi there.", changed.Value.Text);
        Assert.Equal("version-mismatch", stale.Problem!.Code);
    }

    [Theory]
    [InlineData("two words", "T", "x", null, "shortcut")]
    [InlineData("", "T", "x", null, "shortcut")]
    [InlineData("a", " ", "x", null, "title")]
    [InlineData("a", "T", " ", null, "text")]
    [InlineData("a", "T", "x", "fr", "language")]
    public async Task What_is_wrong_is_told_at_its_field(string shortcut, string title, string text, string? language, string field)
    {
        await using var desk = await DeskHost.Start();

        var refused = await Save(desk, "amy", new(shortcut, title, text, Language: language));

        Assert.Equal(field, Assert.Single(refused.Problem!.Fields).Field);
    }

    [Fact]
    public async Task Offers_begin_with_the_shortcut_then_the_category_the_language_and_the_use()
    {
        await using var desk = await DeskHost.Start();
        await Keep(desk, "amy", new("help", "Help", "How to say hello", Language: "en"));
        var used = await Keep(desk, "amy", new("hello", "Hello", "Hello.", Language: "en"));
        await Keep(desk, "amy", new("hello-bill", "Bill", "About the bill.", Category: "billing"));
        await Keep(desk, "amy", new("hello-zh", "你好", "您好。", Language: "zh-Hans"));
        await Use(desk, "amy", used.Key, null);

        Assert.Equal(["hello-bill", "hello", "hello-zh", "help"], await Offered(desk, "hello", "refund"));
        Assert.Equal(["hello", "help", "hello-zh"], await Offered(desk, "", "unknown-category", skip: "hello-bill"));
        Assert.Empty(await Offered(desk, "nothing", null));
    }

    [Fact]
    public async Task The_same_sentence_of_two_packs_is_offered_once()
    {
        await using var desk = await DeskHost.Start();
        await desk.Change(
            (db, unit) =>
            {
                foreach (var pack in new[] { "one", "two" })
                {
                    db.Add(
                        new Phrase
                        {
                            Key = unit.NextKey(),
                            Shortcut = "welcome",
                            Language = "en",
                            Title = "Welcome " + pack,
                            Text = "Good day, {customer}.",
                            SearchText = "welcome",
                            Pack = pack,
                            UpdatedAt = unit.Now,
                        }
                    );
                }
                return Task.CompletedTask;
            }
        );

        Assert.Single(await Offered(desk, "welcome", null));
    }

    [Fact]
    public async Task A_number_that_was_not_known_while_writing_is_filled_when_the_case_is_opened()
    {
        await using var desk = await DeskHost.Start();

        var opened = await desk.Open(change: request => request with { Description = "Please quote {number}." });

        Assert.Equal(
            $"Please quote {opened.Number}.",
            await desk.Read(db => db.Cases.Where(row => row.Key == opened.Key).Select(row => row.Description).SingleAsync())
        );
    }

    [Fact]
    public async Task A_phrase_for_another_category_is_not_offered()
    {
        await using var desk = await DeskHost.Start();
        await desk.Change(
            (db, _) =>
            {
                db.Categories.Add(
                    new()
                    {
                        Code = "fault",
                        Level = 1,
                        Name = LocalizedText.Same("Fault"),
                    }
                );
                return Task.CompletedTask;
            }
        );
        await Keep(desk, "amy", new("bill", "Bill", "About the bill.", Category: "billing"));

        Assert.Empty(await Offered(desk, "", "fault"));
        Assert.Equal(["bill"], await Offered(desk, "", "refund"));
        Assert.Equal(["bill"], await Offered(desk, "", null));
        var unknown = await Save(desk, "amy", new("x", "X", "X", Category: "nowhere"));
        Assert.Equal("category", Assert.Single(unknown.Problem!.Fields).Field);
    }

    private static async Task<Outcome<PhraseView>> Save(DeskHost desk, string user, SavePhraseRequest request) =>
        await desk.Get<SavePhrase>().Handle(await desk.User(user), request, Ct);

    private static async Task<PhraseView> Keep(DeskHost desk, string user, SavePhraseRequest request)
    {
        var saved = await Save(desk, user, request);
        Assert.True(saved.Succeeded, saved.Problem?.ToString());
        return saved.Value;
    }

    private static async Task<Outcome<FilledPhrase>> Use(DeskHost desk, string user, long key, string? caseNumber) =>
        await desk.Get<UsePhrase>().Handle(await desk.User(user), new(caseNumber) { Key = key }, Ct);

    private static async Task<PhraseList> List(DeskHost desk, string user) =>
        (await desk.Get<ListPhrases>().Handle(await desk.User(user), null, Ct)).Value;

    private static async Task<IEnumerable<string>> Offered(DeskHost desk, string letters, string? category, string? skip = null) =>
        (await desk.Get<OfferPhrases>().Handle(await desk.User("amy"), letters, category, Ct))
            .Value.Select(one => one.Shortcut)
            .Where(one => one != skip);
}

using Baton.Desk.Cases.Likely;

namespace Baton.Desk.Tests.Cases.Likely;

/// <summary>How like two cases are, without a database.</summary>
public sealed class LikenessTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    private static readonly Matter Sought = Case(
        "No signal in Tsing Yi",
        customer: 1,
        phone: "+85222220001",
        category: "fault",
        place: "Tsing Yi"
    );

    [Theory]
    [InlineData("same customer alone", 1L, null, null, "Wrong bill", null, 30, false, false)]
    [InlineData("same customer, same category", 1L, null, "fault", "Slow", null, 60, true, true)]
    [InlineData("same customer, similar words", 1L, null, null, "Signal weak in Yuen Long", null, 43, true, false)]
    [InlineData("same customer, same place", 1L, null, null, "Slow", "tsing  yi", 50, true, false)]
    [InlineData("same telephone", 2L, "+85222220001", null, "Wrong bill", null, 40, true, false)]
    [InlineData("same telephone of the same customer counts once", 1L, "+85222220001", null, "Wrong bill", null, 30, false, false)]
    [InlineData("others, same category", 2L, null, "fault", "Slow", null, 30, false, false)]
    [InlineData("others, same category and place", 2L, null, "fault", "Slow", "TSING YI", 50, true, false)]
    [InlineData("others, same category, many common words", 2L, null, "fault", "Tsing Yi: signal lost", null, 62, true, true)]
    [InlineData("others, same category, few common words", 2L, null, "fault", "Signal box is broken", null, 30, false, false)]
    [InlineData("others, common words alone", 2L, null, null, "No signal in Tsing Yi", null, 40, true, false)]
    [InlineData("nobody knows who, nothing alike", null, null, null, "Slow", null, 0, false, false)]
    public void Who_what_and_where_count_together(
        string why,
        long? customer,
        string? phone,
        string? category,
        string subject,
        string? place,
        int points,
        bool isLikely,
        bool isStrong
    )
    {
        var likeness = Likeness.Of(Sought, Case(subject, customer, phone, category, place));

        Assert.True((points, isLikely, isStrong) == (likeness.Points, likeness.IsLikely, likeness.IsStrong), $"{why}: {likeness}");
    }

    [Fact]
    public void The_reasons_stand_in_the_order_of_their_weight_and_name_words_and_fields()
    {
        var likeness = Likeness.Of(Sought, Case("No signal in Tsing Yi", 1, null, "fault", "tsing yi"));

        Assert.Equal(
            [
                new LikenessReason(LikenessKind.SimilarWords, "signal tsing"),
                new(LikenessKind.SameCustomer),
                new(LikenessKind.SameCategory),
                new(LikenessKind.SameField, "place"),
            ],
            likeness.Reasons
        );
        Assert.True(likeness.IsSamePerson);
    }

    [Fact]
    public void Chinese_subjects_are_alike_by_neighbouring_characters()
    {
        var likeness = Likeness.Of(Case("青衣手机没有信号", 1), Case("手机没有信号，青衣一带", 1));

        Assert.Contains(new LikenessReason(LikenessKind.SimilarWords, "青衣 手机没有信号"), likeness.Reasons);
        Assert.True(likeness.IsLikely);
    }

    [Theory]
    [InlineData("No signal in Tsing Yi", new[] { "signal", "tsing" })]
    [InlineData("信号没有", new[] { "信号", "没有" })]
    [InlineData("Bill", new string[0])]
    public void What_tells_most_of_a_subject_is_looked_for(string subject, string[] expected) =>
        Assert.Equal(expected, new Matter { Words = Matter.WordsOf(subject) }.Telling());

    [Theory]
    [InlineData(2, 0, null)]
    [InlineData(3, 0, 3)]
    [InlineData(2, 5, null)]
    public void Three_other_people_within_a_day_are_many(int today, int earlier, int? people)
    {
        var found = Enumerable.Range(0, today).Select(number => Found(number, Now.AddHours(-number - 1)));
        var old = Enumerable.Range(10, earlier).Select(number => Found(number, Now.AddDays(-2)));

        var mass = FindLikelyCases.Mass([.. found, .. old], Now);

        Assert.Equal((people, people is null ? null : Now.AddHours(-today)), (mass?.People, mass?.Since));
    }

    [Fact]
    public void The_same_person_is_not_many_however_often_he_calls() =>
        Assert.Null(
            FindLikelyCases.Mass(
                Enumerable.Range(0, 5).Select(number => Found(number, Now) with { Likeness = new(60, [new(LikenessKind.SameCustomer)]) }),
                Now
            )
        );

    private static FindLikelyCases.Found Found(int number, DateTimeOffset openedAt) =>
        new(number, number, false, openedAt, new(50, [new(LikenessKind.SameCategory)]));

    private static Matter Case(
        string subject,
        long? customer = null,
        string? phone = null,
        string? category = null,
        string? place = null
    ) =>
        new()
        {
            CustomerKey = customer,
            Phone = phone,
            Category = category,
            Words = Matter.WordsOf(subject),
            Fields = Matter.ValueOf(place) is { } value ? new Dictionary<string, string> { ["place"] = value } : [],
        };
}

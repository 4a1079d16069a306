using Baton.Desk.Cases;
using Baton.Desk.Cases.Likely;
using Baton.Web.Cases;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>Cases that are probably the same, beside the form of a new one.</summary>
public sealed class LikelyListTests : DeskContext
{
    [Fact]
    public void Each_case_opens_aside_with_its_reasons_and_its_action()
    {
        var list = Render<LikelyList>(parts =>
            parts
                .Add(one => one.Found, new([Like("TOS-1", true), Like("TOS-2", false)], null))
                .Add(one => one.Actions, one => $"<button>{one.Case.Number}</button>")
        );

        var cases = list.FindAll("[data-testid=likely-case]");
        Assert.Equal(["TOS-1", "TOS-2"], cases.Select(one => one.GetAttribute("data-case")));
        Assert.Equal(
            ("/cases/TOS-1", "_blank"),
            (cases[0].QuerySelector("a")!.GetAttribute("href"), cases[0].QuerySelector("a")!.GetAttribute("target"))
        );
        Assert.NotNull(cases[0].QuerySelector("[data-testid=likely-strong]"));
        Assert.Null(cases[1].QuerySelector("[data-testid=likely-strong]"));
        Assert.Equal("Same customer, Same category", cases[0].QuerySelector("[data-testid=likely-reasons]")!.TextContent);
        Assert.Equal(["TOS-1", "TOS-2"], list.FindAll("button").Select(button => button.TextContent));
        Assert.Empty(list.FindAll("[data-testid=likely-mass]"));
    }

    [Fact]
    public void A_fault_of_many_is_told_with_how_many_and_since_when()
    {
        var list = Render<LikelyList>(parts => parts.Add(one => one.Found, new([Like("TOS-1", true)], new(12, Now.AddHours(-2)))));

        Assert.Equal("12 other people have reported this since 15:00.", list.Find("[data-testid=likely-mass]").TextContent.Trim());
    }

    private static LikelyCase Like(string number, bool isStrong) =>
        new(
            new CaseRow(
                1,
                number,
                "tos",
                "TOS",
                null,
                null,
                "No signal",
                1,
                "陳大文",
                null,
                "phone",
                "open",
                "Open",
                false,
                "amy",
                "Amy",
                Now,
                Now,
                null,
                [],
                null,
                null,
                null,
                null
            )
            {
                Key = number.GetHashCode(StringComparison.Ordinal),
            },
            60,
            isStrong,
            [new(LikenessKind.SameCustomer, "Same customer"), new(LikenessKind.SameCategory, "Same category")]
        );
}

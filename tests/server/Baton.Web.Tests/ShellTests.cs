using Baton.Web.Shell;

namespace Baton.Web.Tests;

/// <summary>Small parts of the frame.</summary>
public sealed class ShellTests
{
    [Theory]
    [InlineData("/cases/TOS-1?task=2", "/cases/TOS-1?task=2")]
    [InlineData("//evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData(null, "/")]
    public void A_return_address_never_leads_off_the_desk(string? asked, string given)
    {
        Assert.Equal(given, LocalAddress.Of(asked));
    }

    [Theory]
    [InlineData("Amy Chan", "AC")]
    [InlineData("Amy Chan 陳雅文", "文")]
    [InlineData("admin", "A")]
    [InlineData("陈美玲", "玲")]
    public void Initials_fit_latin_and_chinese_names(string name, string initials)
    {
        Assert.Equal(initials, Initials.Of(name));
    }

    [Fact]
    public void A_search_stands_in_the_address_and_comes_back_whole()
    {
        var query = new Baton.Web.Cases.CaseQuery
        {
            Text = " fax ",
            FaxStatus = "sent",
            Mine = true,
        };

        var parameters = query.ToParameters();

        Assert.Equal("fax", parameters["q"]);
        Assert.Equal("sent", parameters["fax"]);
        Assert.Equal("1", parameters["mine"]);
        Assert.Null(parameters["status"]);
    }
}

using Baton.Desk;
using Baton.Web.Shell;

namespace Baton.Web.Tests;

/// <summary>The pages of people outside the call centre, as the rail shows them.</summary>
public sealed class EntryPartsTests
{
    [Theory]
    [InlineData(Permissions.RegisterAsAccountManager, "/register/account-manager")]
    [InlineData(Permissions.RegisterInBranch, "/register/branch")]
    [InlineData(Permissions.RegisterForSupervision, "/register/supervision")]
    [InlineData(Permissions.OpenCases, null)]
    public void A_page_is_a_room_of_whoever_has_its_permission(string permission, string? address)
    {
        var user = new DeskUser("otto", "Otto", [], [], new HashSet<string> { permission }, Languages.English);

        var pages = Room.OpenTo(user).Select(room => room.Address).Where(one => one.StartsWith("/register/", StringComparison.Ordinal));

        Assert.Equal(address is null ? [] : [address], pages);
    }
}

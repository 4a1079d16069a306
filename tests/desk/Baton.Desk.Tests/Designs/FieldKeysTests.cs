using Baton.Desk.Designs.Forms;
using Baton.Engine;

namespace Baton.Desk.Tests.Designs;

/// <summary>Who draws a form sees which fields other forms have, so that both ask for the same value.</summary>
public sealed class FieldKeysTests
{
    [Fact]
    public async Task The_fields_of_deployed_forms_are_offered_with_the_forms_that_have_them()
    {
        await using var desk = await DeskHost.Start();
        await desk.AddPerson("dora", Permissions.DrawDesigns);

        var keys = (await desk.Get<ListFieldKeys>().Handle(await desk.User("dora"), DeskHost.Ct)).Value;

        var known = Assert.Single(keys.Fields, field => field.Key == "serviceNumber");
        Assert.Contains("tos-case", known.Forms);
        Assert.NotEmpty(known.Label);
        Assert.Contains("csm", keys.Roles.Select(role => role.Code));
    }

    [Fact]
    public async Task Who_draws_no_designs_gets_none()
    {
        await using var desk = await DeskHost.Start();

        var outcome = await desk.Get<ListFieldKeys>().Handle(await desk.User("amy"), DeskHost.Ct);

        Assert.Equal(RejectionKind.Forbidden, outcome.Problem?.Kind);
    }
}

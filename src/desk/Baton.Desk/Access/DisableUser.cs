using Baton.Desk.Storage;
using Baton.Runtime;

namespace Baton.Desk.Access;

/// <summary>Ends what an active user may do, at once; he stays in every time line and in his roles and departments.</summary>
public sealed class DisableUser(DeskReader reader, SaveUser users)
{
    public Task<Outcome<UserView>> Handle(DeskUser user, string userName, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(userName);
        return AmendUser.Run(reader, users, user, userName, present => present with { IsDisabled = true }, ct);
    }
}

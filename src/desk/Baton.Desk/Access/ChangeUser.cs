using Baton.Desk.Storage;
using Baton.Runtime;

namespace Baton.Desk.Access;

/// <summary>What is to change about a user; null leaves it.</summary>
public sealed record ChangeUserRequest(string UserName, string? DisplayName = null, string? Email = null, string? Password = null);

/// <summary>Changes the name, the address or the password of an active user. An empty address takes it away.</summary>
public sealed class ChangeUser(DeskReader reader, SaveUser users)
{
    public Task<Outcome<UserView>> Handle(DeskUser user, ChangeUserRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        return AmendUser.Run(
            reader,
            users,
            user,
            request.UserName,
            present =>
                present with
                {
                    DisplayName = request.DisplayName ?? present.DisplayName,
                    Email =
                        request.Email is null ? present.Email
                        : request.Email.Length == 0 ? null
                        : request.Email,
                    Password = request.Password,
                },
            ct
        );
    }
}

using Baton.Desk;
using Baton.Desk.Access;
using Baton.Server.EngineApi.Json;

namespace Baton.Server.EngineApi;

/// <summary>Makes, changes and disables users of the desk. A user that is deleted here is disabled there: what he did keeps his name.</summary>
internal static class UserChanges
{
    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost(
            "/users",
            (Body<CreateUserBody> body, DeskUser user, SaveUser users, CancellationToken ct) =>
                IdentityAnswers.Created(
                    "User:CREATE",
                    users.Create(user, body.Value.ToRequest(user.Language), ct),
                    IdentityEndpoints.UserView.Of
                )
        );
        engine.MapPut(
            "/users/{username}",
            (string username, Body<UpdateUserBody> body, DeskUser user, ChangeUser users, CancellationToken ct) =>
                IdentityAnswers.Changed(
                    "User:UPDATE",
                    users.Handle(user, body.Value.ToRequest(username), ct),
                    IdentityEndpoints.UserView.Of
                )
        );
        engine.MapDelete(
            "/users/{username}",
            (string username, DeskUser user, DisableUser users, CancellationToken ct) =>
                IdentityAnswers.Carried("User:DELETE", users.Handle(user, username, ct))
        );
    }

    /// <summary>A user without roles and departments, who reads the language of whoever makes him.</summary>
    internal sealed record CreateUserBody(string Username, string Password, string? Name = null, string? Email = null)
    {
        public SaveUserRequest ToRequest(string language) =>
            new(Username, string.IsNullOrWhiteSpace(Name) ? Username : Name, Given(Email), StaffNumber: null, language, [], [])
            {
                Password = Password,
            };
    }

    /// <summary>What is missing stays; a blank password too.</summary>
    internal sealed record UpdateUserBody(string? Password = null, string? Name = null, string? Email = null)
    {
        public ChangeUserRequest ToRequest(string username) => new(username, Name, Email, Given(Password));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

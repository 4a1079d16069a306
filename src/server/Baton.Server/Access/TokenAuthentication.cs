using System.Text.Encodings.Web;
using Baton.Desk;
using Baton.Desk.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Baton.Server.Access;

/// <summary>An access token made in the desk or by <c>token create</c>, sent as Bearer (RFC 6750).</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Authentication authentication
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string token = Request.Headers.Authorization.ToString()["Bearer ".Length..].Trim();
        DeskUser? user = await authentication.CheckToken(token, Context.RequestAborted);
        return user is null
            ? AuthenticateResult.Fail("The access token is unknown, expired or revoked.")
            : AuthenticateResult.Success(new AuthenticationTicket(user.ToPrincipal(Scheme), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer realm=\"Baton\", error=\"invalid_token\"";
        return Task.CompletedTask;
    }
}

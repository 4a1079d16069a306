using System.Text;
using System.Text.Encodings.Web;
using Baton.Desk;
using Baton.Desk.Access;
using Baton.Runtime;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Baton.Server.Access;

/// <summary>Name and password of a Baton user with each request (RFC 7617). Wrong passwords count towards the lockout of the account.</summary>
internal sealed class BasicAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Authentication authentication,
    RecentSignIns recent
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Basic";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Credentials(Request.Headers.Authorization.ToString()) is not (var userName, var password))
        {
            return AuthenticateResult.Fail("The header is not Basic credentials.");
        }
        DeskUser? user = await Find(userName, password);
        return user is null
            ? AuthenticateResult.Fail("The user name or the password is wrong.")
            : AuthenticateResult.Success(new AuthenticationTicket(user.ToPrincipal(Scheme), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = AccessSetup.Challenge(Request);
        return Task.CompletedTask;
    }

    private async Task<DeskUser?> Find(string userName, string password)
    {
        CancellationToken ct = Context.RequestAborted;
        if (recent.Find(userName, password) is { } known && await authentication.Refresh(known, ct) is { } current)
        {
            return current;
        }
        Outcome<DeskUser> outcome = await authentication.CheckPassword(
            userName,
            password,
            Context.Connection.RemoteIpAddress?.ToString(),
            ct
        );
        if (!outcome.Succeeded)
        {
            recent.Forget(userName);
            return null;
        }
        recent.Remember(userName, password, outcome.Value);
        return outcome.Value;
    }

    private static (string UserName, string Password)? Credentials(string header)
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(header["Basic ".Length..].Trim());
        }
        catch (FormatException)
        {
            return null;
        }
        string text = Encoding.UTF8.GetString(bytes);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (text[..colon], text[(colon + 1)..]);
    }
}

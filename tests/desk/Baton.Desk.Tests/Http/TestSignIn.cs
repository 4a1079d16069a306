using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Tests.Http;

/// <summary>Signs in whoever a request header names.</summary>
internal sealed class TestSignIn(IOptionsMonitor<TestSignIn.Settings> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<TestSignIn.Settings>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var name = Request.Headers["X-Test-User"].ToString();
        if (name.Length == 0)
            return AuthenticateResult.NoResult();
        var user = await Options.Desk!.User(name);
        return AuthenticateResult.Success(new(user.ToPrincipal(Scheme.Name), Scheme.Name));
    }

    internal sealed class Settings : AuthenticationSchemeOptions
    {
        public DeskHost? Desk { get; set; }
    }
}

using System.CommandLine;
using Baton.Desk.Access;
using Baton.Runtime;

namespace Baton.Server.Commands;

/// <summary><c>token create</c>: makes an access token for a user and prints it, once.</summary>
internal static class TokenCommands
{
    public static Command Create() => new("token", "Access tokens for programs.") { CreateToken() };

    private static Command CreateToken()
    {
        var user = new Option<string>("--user") { Description = "The user on whose behalf the program works.", Required = true };
        var name = new Option<string>("--name") { Description = "What the token is for.", Required = true };
        var days = new Option<int?>("--days") { Description = "Days until it expires; without it, it lives until it is revoked." };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 36_500)
            {
                result.AddError("--days must be from 1 to 36500.");
            }
        });
        return new Command("create", "Make an access token and print it; it is not shown again.") { user, name, days }.WithSettings(
            (parsed, ct) =>
                Failures.Catch(async () =>
                {
                    await using CommandHost host = await CommandHost.Start([.. parsed.UnmatchedTokens], ct);
                    DateTimeOffset? expiresAt = parsed.GetValue(days) is { } count
                        ? host.Get<TimeProvider>().GetUtcNow().AddDays(count)
                        : null;
                    Outcome<TokenCreated> outcome = await host.Get<CreateToken>()
                        .Create(parsed.GetRequiredValue(user), parsed.GetRequiredValue(name), expiresAt, ct);
                    return await CommandHost.Print(outcome, created => created.Token);
                })
        );
    }
}

using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Webhooks;

/// <summary>Gives a web hook another secret, which is shown this once. For a day both sign, so that the receiver can follow.</summary>
public sealed class RenewWebhookSecret
{
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private readonly BatonRuntime _runtime;
    private readonly WebhookSecrets _secrets;
    private readonly IOptions<WebhookOptions> _options;

    internal RenewWebhookSecret(BatonRuntime runtime, WebhookSecrets secrets, IOptions<WebhookOptions> options) =>
        (_runtime, _secrets, _options) = (runtime, secrets, options);

    public async Task<Outcome<WebhookSecretMade>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.ManageIntegrations))
            return Problems.Forbidden(user.Language);
        var secret = WebhookSignature.NewSecret();
        return await _runtime.Write<WebhookSecretMade>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await db.Set<Webhook>().SingleOrDefaultAsync(row => row.Key == key, ct) is not { } row)
                    return WebhookTexts.Words.NotFound(user.Language);
                (row.PreviousSecret, row.PreviousUntil) = (row.Secret, unit.Now + Overlap);
                row.Secret = _secrets.Protect(key, secret);
                row.Version++;
                await db.SaveChangesAsync(ct);
                return new WebhookSecretMade(WebhookView.Of(row, unit.Now, _options.Value), secret);
            },
            ct
        );
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/webhooks/{key:long}/secret",
                async (long key, DeskUser user, RenewWebhookSecret handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.ManageIntegrations)
            .Describe("RenewWebhookSecret", "Another secret, shown this once; for a day both sign", StatusCodes.Status404NotFound)
            .Produces<WebhookSecretMade>();
}

using System.Buffers.Text;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Drivers.Push;

/// <summary>The subscription of a browser as it gives it, and what it calls itself.</summary>
public sealed record SubscribePushRequest(string Endpoint, PushSubscriptionKeys Keys, string? Device = null);

/// <summary>The keys of a subscription, base64url.</summary>
public sealed record PushSubscriptionKeys(string P256dh, string Auth);

/// <summary>Turns notifications on in a browser. The same browser again keeps its place, and belongs to whoever signed in last.</summary>
public sealed class SubscribePush(BatonRuntime runtime, IOptions<PushOptions> options)
{
    public async Task<Outcome<PushBrowserView>> Handle(DeskUser user, SubscribePushRequest request, CancellationToken ct)
    {
        if (!options.Value.IsSetUp)
            return DriverTexts.Words.Rejected("push-off", user.Language);
        if (Wrong(request, user.Language) is { } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await runtime.Write<PushBrowserView>(unit => Keep(unit, user, request, ct), ct);
    }

    private FieldProblem? Wrong(SubscribePushRequest request, string language)
    {
        if (request.Endpoint is not { Length: > 0 and <= PushSubscription.MaxEndpoint } || !options.Value.IsAllowed(request.Endpoint))
            return DriverTexts.Words.Field("endpoint", "invalid", "push-endpoint", language);
        return
            Bytes(request.Keys?.P256dh) is { } publicKey
            && Bytes(request.Keys?.Auth) is { } secret
            && PushEncryption.AreKeys(publicKey, secret)
            ? null
            : DriverTexts.Words.Field("keys", "invalid", "push-keys", language);
    }

    private static async ValueTask<Outcome<PushBrowserView>> Keep(
        UnitOfWork unit,
        DeskUser user,
        SubscribePushRequest request,
        CancellationToken ct
    )
    {
        await using var db = DeskDb.In(unit);
        var device = Device(request.Device);
        var row = await db.Set<PushSubscription>().SingleOrDefaultAsync(one => one.Endpoint == request.Endpoint, ct);
        if (row is null || row.UserName != user.UserName)
        {
            if (await db.Set<PushSubscription>().CountAsync(one => one.UserName == user.UserName, ct) >= PushSubscription.Most)
                return DriverTexts.Words.Rejected(
                    "push-many",
                    user.Language,
                    ("max", PushSubscription.Most.ToString(System.Globalization.CultureInfo.InvariantCulture))
                );
        }
        if (row is null)
        {
            row = new PushSubscription
            {
                Key = unit.NextKey(),
                UserName = user.UserName,
                Endpoint = request.Endpoint,
                PublicKey = request.Keys.P256dh,
                Secret = request.Keys.Auth,
                Device = device,
                CreatedAt = unit.Now,
            };
            db.Add(row);
        }
        (row.UserName, row.PublicKey, row.Secret, row.Device) = (user.UserName, request.Keys.P256dh, request.Keys.Auth, device);
        await db.SaveChangesAsync(ct);
        return new PushBrowserView(row.Key, row.Device, row.CreatedAt);
    }

    private static string Device(string? text)
    {
        var line = string.Concat((text ?? "").Where(letter => !char.IsControl(letter))).Trim();
        return line.Length > PushSubscription.MaxDevice ? line[..PushSubscription.MaxDevice] : line;
    }

    private static byte[]? Bytes(string? text) =>
        text is { Length: > 0 and <= 100 } && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/push/browsers",
                async (SubscribePushRequest request, DeskUser user, SubscribePush handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequireSignIn()
            .Describe(
                "SubscribePush",
                "Show my notifications in this browser",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict
            )
            .Produces<PushBrowserView>();
}

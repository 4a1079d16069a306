using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Drivers.Push;

/// <summary>A browser that shows one's notifications.</summary>
public sealed record PushBrowserView(long Key, string Device, DateTimeOffset Since);

/// <summary>Whether browsers can show notifications of this desk, to which key they subscribe, and which ones of mine do.</summary>
public sealed record PushView(bool IsSetUp, string? PublicKey, IReadOnlyList<PushBrowserView> Browsers);

/// <summary>Shows how one gets notifications by browsers.</summary>
public sealed class ShowPush
{
    private readonly PushKeys _keys;
    private readonly DeskReader _reader;
    private readonly IOptions<PushOptions> _options;

    internal ShowPush(PushKeys keys, DeskReader reader, IOptions<PushOptions> options) =>
        (_keys, _reader, _options) = (keys, reader, options);

    public async Task<Outcome<PushView>> Handle(DeskUser user, CancellationToken ct)
    {
        if (!_options.Value.IsSetUp)
            return new PushView(false, null, []);
        var browsers = await _reader.Read(
            db =>
                db.Set<PushSubscription>()
                    .Where(row => row.UserName == user.UserName)
                    .OrderBy(row => row.Key)
                    .Select(row => new PushBrowserView(row.Key, row.Device, row.CreatedAt))
                    .ToListAsync(ct),
            ct
        );
        return new PushView(true, (await _keys.Get(ct)).PublicKey, browsers);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/push", async (DeskUser user, ShowPush handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct)))
            .RequireSignIn()
            .Describe("ShowPush", "How browsers show my notifications, and which ones do")
            .Produces<PushView>();
}

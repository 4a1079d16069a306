using Baton.Desk.Notifications;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Drop;

/// <summary>Looks into the folder once, keeps what came of it, and rings when it could not be read for too long.</summary>
internal sealed class DropRound(DropFolder folder, DropState state, BatonRuntime runtime, IOptions<DropOptions> options, TimeProvider clock)
{
    public async Task Run(CancellationToken ct)
    {
        try
        {
            var reason = await folder.ReceiveOnce(ct);
            var now = clock.GetUtcNow();
            state.Last = reason is null ? state.Last.Read(now) : state.Last.Failed(now, reason);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            state.Last = state.Last.Failed(clock.GetUtcNow(), error.Message);
            await Ring(ct);
            throw;
        }
        await Ring(ct);
    }

    private async Task Ring(CancellationToken ct)
    {
        var last = state.Last;
        if (!last.MustRing(clock.GetUtcNow(), TimeSpan.FromMinutes(options.Value.AlarmMinutes)))
            return;
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                (string, string?)[] parameters = [("folder", options.Value.Directory), ("reason", last.Reason)];
                await Alarms.Ring(unit, db, Permissions.ManageIntegrations, Notifier.DropSilent, parameters, ct);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
        state.Last = last with { HasRung = true };
    }
}

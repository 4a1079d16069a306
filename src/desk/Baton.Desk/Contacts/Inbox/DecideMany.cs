using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>One decision about many contacts.</summary>
/// <param name="Keys">200 at most.</param>
/// <param name="Action">log, spam, claim or release.</param>
public sealed record DecideManyRequest(IReadOnlyList<long> Keys, string Action);

/// <summary>What could not be done, and why.</summary>
public sealed record NotDecided(long Key, string Reason);

/// <summary>How it went: each contact for itself.</summary>
public sealed record ManyDecided(int Done, IReadOnlyList<NotDecided> Failed);

/// <summary>Decides about many contacts of the inbox, one after the other; what one refuses does not hold up the others.</summary>
public sealed class DecideMany(LogIncoming log, MarkSpam spam, ClaimIncoming claim)
{
    private const int KeysMax = 200;

    public async Task<Outcome<ManyDecided>> Handle(DeskUser user, DecideManyRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!InboxGuard.MayWork(user))
            return Problems.Forbidden(user.Language);
        if (request.Keys is not { Count: > 0 and <= KeysMax })
            return Problems.Invalid(user.Language, InboxTexts.Words.Field("keys", "count", "keys", user.Language, ("max", $"{KeysMax}")));
        Func<long, Task<Outcome<ContactDecided>>>? action = request.Action switch
        {
            "log" => key => log.Handle(user, key, ct),
            "spam" => key => spam.Handle(user, key, new(), ct),
            "claim" => key => claim.Claim(user, key, ct),
            "release" => key => claim.Release(user, key, ct),
            _ => null,
        };
        if (action is null)
            return Problems.Invalid(user.Language, InboxTexts.Words.Field("action", "unknown", "action", user.Language));
        var failed = new List<NotDecided>();
        var keys = request.Keys.Distinct().ToList();
        foreach (var key in keys)
        {
            if ((await action(key)).Problem is { } problem)
                failed.Add(new(key, problem.Detail));
        }
        return new ManyDecided(keys.Count - failed.Count, failed);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/inbox/decide",
                async (DecideManyRequest request, DeskUser user, DecideMany handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(Permissions.WorkOnContacts)
            .Describe("DecideManyContacts", "Decide about many contacts of the inbox", StatusCodes.Status400BadRequest)
            .Produces<ManyDecided>();
}

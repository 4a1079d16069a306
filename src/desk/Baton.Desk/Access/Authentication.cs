using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Access;

/// <summary>
/// Answers who is calling. The server plugs it into ASP.NET: cookie and Basic by <see cref="CheckPassword"/>, Bearer by
/// <see cref="CheckToken"/>, each later request of a cookie by <see cref="Refresh"/>.
/// </summary>
public sealed class Authentication
{
    /// <summary>Last use of a token is written at most this often.</summary>
    private static readonly TimeSpan LastUsedPrecision = TimeSpan.FromMinutes(1);

    private readonly BatonRuntime _runtime;
    private readonly DeskReader _reader;
    private readonly KnownCallers _known;
    private readonly DeskOptions _options;
    private readonly TimeProvider _clock;

    public Authentication(BatonRuntime runtime, DeskReader reader, KnownCallers known, IOptions<DeskOptions> options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        _runtime = runtime;
        _reader = reader;
        _known = known;
        _options = options.Value;
        _clock = clock;
    }

    /// <summary>
    /// The user, or one and the same problem (<c>sign-in-failed</c>, 401) for an unknown name, a wrong password, a disabled and a locked
    /// account. Counts wrong passwords on the server, whatever the client does.
    /// </summary>
    public async Task<Outcome<DeskUser>> CheckPassword(string userName, string password, string? remoteAddress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        var name = DeskUsers.Normal(userName.Length > 100 ? userName[..100] : userName);
        // The slow hashing happens outside of the write lane, on what was read before; the lane decides on what is true then.
        var before = await _reader.Read(db => db.Users.SingleOrDefaultAsync(row => row.UserName == name, ct), ct);
        var isRight = Secrets.IsPassword(
            before?.PasswordHash,
            password.Length > PasswordRules.MaxLength ? "" : password,
            out var hashIsOld
        );
        var newHash = isRight && hashIsOld ? Secrets.HashPassword(password) : null;

        DeskUser? signedIn = null;
        await _runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                // Counting sign-ins and renewing an old hash change nothing that an administrator decides.
                db.IsAudited = false;
                var user = await db
                    .Users.Include(row => row.Roles)
                    .Include(row => row.UnitRoles)
                    .SingleOrDefaultAsync(row => row.UserName == name, ct);
                var kind = Decide(user, before, isRight, unit.Now);
                if (user is not null && newHash is not null && kind == SecurityEventKinds.SignedIn)
                    user.PasswordHash = newHash;
                db.SecurityEvents.Add(
                    new SecurityEvent
                    {
                        Key = unit.NextKey(),
                        At = unit.Now,
                        Kind = kind,
                        UserName = name,
                        RemoteAddress = remoteAddress,
                    }
                );
                await db.SaveChangesAsync(ct);
                signedIn = kind == SecurityEventKinds.SignedIn ? await DeskUsers.Load(db, user!, ct) : null;
                return Done.Outcome;
            },
            ct
        );
        return signedIn is null ? Refused(Languages.Default) : signedIn;
    }

    /// <summary>The owner of an access token; null when it is unknown, expired or revoked, or its owner is disabled.</summary>
    public async Task<DeskUser?> CheckToken(string token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        var hash = Secrets.HashToken(token);
        var found = await _known.Token(hash, ct);
        var now = _clock.GetUtcNow();
        if (found is null || found.ExpiresAt <= now || await _known.User(found.UserName, ct) is not { } owner)
            return null;
        if (found.LastUsedAt is null || now - found.LastUsedAt > LastUsedPrecision)
        {
            await MarkUsed(found.Key, ct);
            _known.Used(hash, now);
        }
        return owner;
    }

    /// <summary>The user as he is now, calling from where he was; null when the session is over: password, roles or state changed since it began.</summary>
    public async Task<DeskUser?> Refresh(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        var now = await _known.User(user.UserName, ct);
        return now is not null && now.SecurityStamp == user.SecurityStamp ? now with { RemoteAddress = user.RemoteAddress } : null;
    }

    /// <summary>Notes in the security log that a user left.</summary>
    internal Task RecordSignOut(DeskUser user, string? remoteAddress, CancellationToken ct) =>
        _runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                db.SecurityEvents.Add(
                    new SecurityEvent
                    {
                        Key = unit.NextKey(),
                        At = unit.Now,
                        Kind = SecurityEventKinds.SignedOut,
                        UserName = user.UserName,
                        RemoteAddress = remoteAddress,
                    }
                );
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );

    internal static Problem Refused(string language) =>
        new(RejectionKind.Forbidden, Answer.SignInFailed, DeskTexts.Get("sign-in.failed", language), []);

    private string Decide(User? user, User? before, bool isRight, DateTimeOffset now)
    {
        if (user is null || user.IsDisabled || Lockout.IsLocked(user, now))
            return SecurityEventKinds.SignInFailed;
        // A password that was changed while its old hash was being checked is wrong now.
        if (isRight && user.PasswordHash == before?.PasswordHash)
        {
            Lockout.CountSuccess(user, now);
            return SecurityEventKinds.SignedIn;
        }
        var locked = Lockout.CountFailure(user, now, _options.LockoutAttempts, TimeSpan.FromMinutes(_options.LockoutMinutes));
        return locked ? SecurityEventKinds.LockedOut : SecurityEventKinds.SignInFailed;
    }

    private Task<Outcome<Done>> MarkUsed(long tokenKey, CancellationToken ct) =>
        _runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                await db
                    .AccessTokens.Where(row => row.Key == tokenKey)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, unit.Now), ct);
                return Done.Outcome;
            },
            ct
        );
}

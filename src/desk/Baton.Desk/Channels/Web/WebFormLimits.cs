using System.Threading.RateLimiting;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Cases.Portal.Entry;
using Baton.Desk.Http;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Web;

/// <summary>
/// How often web forms may be asked for and sent, by address and by form, and how often a mail address is written to. Each server counts for itself, in
/// real time. Safe for any number of threads.
/// </summary>
public sealed class WebFormLimits : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly PartitionedRateLimiter<string> _requests;
    private readonly PartitionedRateLimiter<string> _sends;
    private readonly PartitionedRateLimiter<string> _forms;
    private readonly PartitionedRateLimiter<string>? _mails;

    public WebFormLimits(IOptions<WebFormOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var limits = options.Value;
        _requests = Limiter(limits.RequestsPerMinute, Minute);
        _sends = Limiter(limits.SendsPerHour, Hour);
        _forms = Limiter(limits.SendsPerForm, Hour);
        _mails = limits.ConfirmationsPerDay > 0 ? Limiter(limits.ConfirmationsPerDay, Day) : null;
    }

    /// <summary>Null where the caller may ask; counts the request.</summary>
    public Problem? Request(PortalCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return IsWithin(_requests, PortalLimits.Origin(caller.Address)) ? null : TooMany(caller.Language);
    }

    /// <summary>The same for sending a form.</summary>
    internal Problem? Send(PortalCaller caller, string form) =>
        IsWithin(_sends, PortalLimits.Origin(caller.Address)) && IsWithin(_forms, form) ? null : TooMany(caller.Language);

    /// <summary>Whether the address may be written to once more today.</summary>
    internal bool MayConfirm(string mail) => _mails is not null && IsWithin(_mails, mail);

    public void Dispose()
    {
        _requests.Dispose();
        _sends.Dispose();
        _forms.Dispose();
        _mails?.Dispose();
    }

    private static Problem TooMany(string language) =>
        new(RejectionKind.InvalidState, Answer.TooMany, WebFormTexts.Words.Get("too-many", language), []);

    private static bool IsWithin(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limiter(int permits, TimeSpan window) =>
        PartitionedRateLimiter.Create<string, string>(
            key =>
                RateLimitPartition.GetFixedWindowLimiter(
                    key,
                    _ => new FixedWindowRateLimiterOptions
                    {
                        PermitLimit = permits,
                        Window = window,
                        QueueLimit = 0,
                    }
                ),
            StringComparer.Ordinal
        );
}

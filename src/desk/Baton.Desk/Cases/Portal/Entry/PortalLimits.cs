using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Baton.Runtime;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases.Portal.Entry;

/// <summary>
/// How often the customers' page may be asked, by address and by case number. Each server counts for itself, in real time: a pinned clock neither
/// opens nor closes the door. Safe for any number of threads.
/// </summary>
public sealed class PortalLimits : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly PartitionedRateLimiter<string> _requests;
    private readonly PartitionedRateLimiter<string> _entries;
    private readonly PartitionedRateLimiter<string> _numbers;
    private readonly PartitionedRateLimiter<string> _cases;

    public PortalLimits(IOptions<PortalOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var limits = options.Value;
        _requests = Limiter(limits.RequestsPerMinute, Minute);
        _entries = Limiter(limits.EntriesPerMinute, Minute);
        _numbers = Limiter(limits.EntriesPerNumber, Hour);
        _cases = Limiter(limits.CasesPerHour, Hour);
    }

    /// <summary>Null where the caller may ask; counts the request.</summary>
    public Problem? Request(PortalCaller caller) => Refusal(_requests, caller);

    /// <summary>The same for trying a code. A number counts whether there is such a case or not.</summary>
    internal Problem? Entry(PortalCaller caller, string number) =>
        Refusal(_entries, caller) ?? (IsWithin(_numbers, number) ? null : PortalTexts.TooMany(caller.Language));

    /// <summary>The same for registering a case.</summary>
    internal Problem? Registration(PortalCaller caller) => Refusal(_cases, caller);

    public void Dispose()
    {
        _requests.Dispose();
        _entries.Dispose();
        _numbers.Dispose();
        _cases.Dispose();
    }

    /// <summary>Whoever has one address of IPv6 has the 64 bits behind it as well.</summary>
    internal static string Origin(string? address)
    {
        if (!IPAddress.TryParse(address, out var ip))
            return "";
        if (ip.IsIPv4MappedToIPv6)
            ip = ip.MapToIPv4();
        return ip.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(ip.GetAddressBytes().AsSpan(0, 8))
            : ip.ToString();
    }

    private static Problem? Refusal(PartitionedRateLimiter<string> limiter, PortalCaller caller) =>
        IsWithin(limiter, Origin(caller.Address)) ? null : PortalTexts.TooMany(caller.Language);

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

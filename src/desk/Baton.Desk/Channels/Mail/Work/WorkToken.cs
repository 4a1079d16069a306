using System.Globalization;
using System.Text.RegularExpressions;
using Baton.Desk.Channels.Mail.Reading;
using Baton.Desk.Channels.Mail.Threading;

namespace Baton.Desk.Channels.Mail.Work;

/// <summary>What a mail says that it answers: a task, and until when that may be done.</summary>
/// <param name="TaskKey">The task.</param>
/// <param name="UntilHour">Hours since 1970.</param>
/// <param name="Signature">Proves it, together with the receiver, whom it does not name.</param>
internal sealed record WorkClaim(long TaskKey, long UntilHour, string Signature)
{
    public bool HasEnded(DateTimeOffset now) => now.ToUnixTimeSeconds() >= UntilHour * 3600;
}

/// <summary>
/// Signs a task for one receiver until an hour, so that his answer can complete it: <c>[task:123-495000-token]</c> in the subject, or
/// <c>box+t123-495000-token@...</c> as the address. Immutable.
/// </summary>
internal sealed partial class WorkToken(byte[] key)
{
    public WorkClaim Of(long taskKey, string receiver, DateTimeOffset until)
    {
        var hour = (until.ToUnixTimeSeconds() + 3599) / 3600;
        return new(taskKey, hour, Sign(taskKey, receiver, hour));
    }

    public bool IsOf(WorkClaim claim, string receiver) =>
        TokenSignature.IsSame(claim.Signature, Sign(claim.TaskKey, receiver, claim.UntilHour));

    /// <summary>What stands behind the subject.</summary>
    public static string Mark(WorkClaim claim) =>
        string.Create(CultureInfo.InvariantCulture, $"[task:{claim.TaskKey}-{claim.UntilHour}-{claim.Signature}]");

    /// <summary>The subject as its writer had it.</summary>
    public static string Without(string subject) => InSubject().Replace(subject, " ").Trim();

    public static string Address(string address, WorkClaim claim)
    {
        var at = address.LastIndexOf('@');
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{address[..at]}+t{claim.TaskKey}-{claim.UntilHour}-{claim.Signature}{address[at..]}"
        );
    }

    /// <summary>What claims to answer a task, in the subject and in the addresses; a few at most.</summary>
    public static IReadOnlyList<WorkClaim> In(ReadMail mail) =>
        [
            .. InSubject()
                .Matches(mail.Subject)
                .Concat(mail.To.Select(one => InAddress().Match(one)).Where(found => found.Success))
                .Select(Claim)
                .OfType<WorkClaim>()
                .Distinct()
                .Take(5),
        ];

    private string Sign(long taskKey, string receiver, long hour) =>
        TokenSignature.Of(key, string.Create(CultureInfo.InvariantCulture, $"task {taskKey} {hour} {receiver}"));

    private static WorkClaim? Claim(Match found) =>
        long.TryParse(found.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var task)
        && long.TryParse(found.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            ? new(task, hour, found.Groups[3].Value.ToLowerInvariant())
            : null;

    [GeneratedRegex(@"\[task:(\d{1,19})-(\d{1,9})-([a-z0-9]{16})\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InSubject();

    [GeneratedRegex(@"\+t(\d{1,19})-(\d{1,9})-([a-z0-9]{16})@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InAddress();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.EndToEnd.Stories;

/// <summary>What was told on one occasion: on which day of the case, what, in which round, and to whom.</summary>
/// <param name="Day">Days since the case began.</param>
/// <param name="What">Which message: <c>initial</c>, <c>follow-up</c>, <c>confirm</c>, <c>action</c> or <c>customer</c>.</param>
/// <param name="Round">0 where there are no rounds.</param>
/// <param name="To">Names before the @, with blanks between.</param>
/// <param name="Cc">Copies.</param>
/// <param name="Bcc">Blind copies.</param>
internal sealed record Told(double Day, string What, int Round, string To, string Cc = "", string Bcc = "")
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"day {Day, 5:0.##}  {What, -10} round {Round}  to [{To}]  cc [{Cc}]  bcc [{Bcc}]");
}

/// <summary>Reads the mails about one case as a ledger. One occasion is several mails where people read different languages.</summary>
internal static partial class MailLedger
{
    private static readonly (string What, string[] Words)[] Subjects =
    [
        ("initial", ["尚未初步回应", "尚未初步回應", "initial response to"]),
        ("follow-up", ["跟催", "Follow-up"]),
        ("confirm", ["确认结案", "確認結案", "Confirm closing"]),
        ("action", ["矫正措施", "矯正措施", "corrective action"]),
        ("customer", ["处理完毕", "處理完畢", "is settled"]),
    ];

    public static IReadOnlyList<Told> Read(IEnumerable<CaughtMail> mails, string number, DateTimeOffset begin) =>
        [
            .. mails
                .Where(mail => mail.Subject.Contains(number, StringComparison.Ordinal))
                .Select(mail =>
                    (
                        Mail: mail,
                        Day: Math.Round((mail.Sent - begin).TotalDays, 2),
                        What: What(mail.Subject),
                        Round: Round(mail.Subject, number)
                    )
                )
                .GroupBy(one => (one.Day, one.What, one.Round))
                .Select(group => new Told(
                    group.Key.Day,
                    group.Key.What,
                    group.Key.Round,
                    Names(group.SelectMany(one => one.Mail.To)),
                    Names(group.SelectMany(one => one.Mail.Cc)),
                    Names(group.SelectMany(one => one.Mail.Bcc))
                ))
                .OrderBy(told => told.Day)
                .ThenBy(told => Array.FindIndex(Subjects, one => one.What == told.What)),
        ];

    private static string What(string subject) =>
        Subjects.FirstOrDefault(one => one.Words.Any(word => subject.Contains(word, StringComparison.Ordinal))).What ?? subject;

    private static int Round(string subject, string number) =>
        NumberPattern().Match(subject.Replace(number, "", StringComparison.Ordinal)) is { Success: true } round
            ? int.Parse(round.ValueSpan, CultureInfo.InvariantCulture)
            : 0;

    /// <summary>Whoever is told twice stands there twice.</summary>
    private static string Names(IEnumerable<string> addresses) =>
        string.Join(' ', addresses.Select(one => one.Split('@')[0]).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}

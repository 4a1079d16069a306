using System.Text.RegularExpressions;

namespace Baton.Desk.Channels.Mail.Threading;

/// <summary>Subjects as mail programs change them on the way. Pure.</summary>
internal static partial class MailSubject
{
    /// <summary>The subject as a thread has it, in small letters: without tokens and the words for answering and forwarding.</summary>
    public static string Bare(string subject)
    {
        var bare = CaseToken.Without(subject);
        for (var before = ""; before != bare; )
        {
            before = bare;
            bare = Answering().Replace(bare, "").Trim();
        }
        return bare.ToLowerInvariant();
    }

    /// <summary>The subject says that it is an answer or was passed on.</summary>
    public static bool IsAnswer(string subject) => Answering().IsMatch(subject.TrimStart());

    [GeneratedRegex(
        @"^(re|aw|sv|fwd|fw|wg|tr|rv|antw|回复|回覆|答复|答覆|转发|轉寄|轉發)(\[\d+\])?\s*[:：]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Answering();
}

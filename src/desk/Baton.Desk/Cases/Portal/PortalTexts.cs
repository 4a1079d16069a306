using Baton.Desk.Http;
using Baton.Desk.Texts;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Cases.Portal;

/// <summary>The sentences of the customers' page, from the resources beside this file.</summary>
internal static class PortalTexts
{
    public static TextSet Words { get; } = new(typeof(PortalTexts));

    /// <summary>There is no customers' page here.</summary>
    public static Problem Off(string language) => new(RejectionKind.NotFound, "portal-off", Words.Get("off", language), []);

    /// <summary>One and the same answer for an unknown number, a wrong code and a case that is closed for a while.</summary>
    public static Problem Refused(string language) => new(RejectionKind.Forbidden, Answer.SignInFailed, Words.Get("refused", language), []);

    /// <summary>The ticket is missing, too old, or its code is not valid any more.</summary>
    public static Problem Expired(string language) => new(RejectionKind.Forbidden, Answer.SignInFailed, Words.Get("expired", language), []);

    public static Problem TooMany(string language) => new(RejectionKind.InvalidState, Answer.TooMany, Words.Get("too-many", language), []);
}

using Baton.Desk.Cases.Notes;
using Baton.Runtime;

namespace Baton.Desk.Cases.CallBacks;

/// <summary>What holds for every promise to call back. Pure.</summary>
internal static class CallBackRules
{
    public const int TextMaxLength = 1000;

    /// <summary>Nobody promises farther ahead; a year that was mistyped is.</summary>
    public static TimeSpan Farthest { get; } = TimeSpan.FromDays(366);

    /// <summary>A time that lies ahead, and few words.</summary>
    /// <param name="at">When the customer is to be called.</param>
    /// <param name="remark">What he is to be told; null for nothing.</param>
    /// <param name="now">The instant of the promise.</param>
    /// <param name="user">Who promises.</param>
    /// <param name="fields">The names of the two fields.</param>
    public static IEnumerable<FieldProblem> Check(
        DateTimeOffset at,
        string? remark,
        DateTimeOffset now,
        DeskUser user,
        (string At, string Remark) fields
    )
    {
        if (at <= now)
            yield return CallBackTexts.Words.Field(fields.At, "past", "past", user.Language);
        else if (at - now > Farthest)
            yield return CallBackTexts.Words.Field(fields.At, "far", "far", user.Language);
        if (NoteRules.Clean(remark).Length > TextMaxLength)
            yield return CallBackTexts.Words.Field(fields.Remark, "maxLength", "too-long", user.Language, ("max", $"{TextMaxLength}"));
    }
}

/// <summary>What call-backs write on the time line.</summary>
public static class CallBackCodes
{
    public const string Promised = "call-back-promised";
    public const string Moved = "call-back-moved";
    public const string Done = "call-back-done";
}

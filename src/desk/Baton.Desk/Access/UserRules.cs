using Baton.Desk.Texts;
using Baton.Runtime;

namespace Baton.Desk.Access;

/// <summary>What the use cases that change users check in common.</summary>
internal static class UserRules
{
    public static FieldProblem? CheckName(string userName, string language) =>
        userName.Length is >= 1 and <= 100 && userName.All(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@')
            ? null
            : new FieldProblem("userName", "format", DeskTexts.Get("user.name-format", language));

    public static FieldProblem? CheckLanguage(string language, string readerLanguage) =>
        Languages.All.Contains(language) ? null : new FieldProblem("language", "option", DeskTexts.Get("user.language", readerLanguage));

    public static SecurityEvent Event(UnitOfWork unit, string kind, string userName, string? actor, string? detail = null) =>
        new()
        {
            Key = unit.NextKey(),
            At = unit.Now,
            Kind = kind,
            UserName = userName,
            ActorName = actor,
            Detail = detail,
        };
}

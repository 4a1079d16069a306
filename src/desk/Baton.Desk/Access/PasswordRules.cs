using Baton.Desk.Texts;
using Baton.Runtime;

namespace Baton.Desk.Access;

/// <summary>What a new password must be. Length counts; composition rules only lead to Password1!.</summary>
internal static class PasswordRules
{
    public const int MaxLength = 200;

    /// <summary>Words that half of the world tries first; a password must hold more than one of these and digits.</summary>
    private static readonly string[] Guessable = ["password", "passw0rd", "qwerty", "admin", "welcome", "letmein", "baton"];

    /// <summary>Null when the password may be used.</summary>
    public static FieldProblem? Check(string field, string password, string userName, int minLength, string language)
    {
        string? code = null;
        if (password.Length < minLength)
            code = "too-short";
        else if (password.Length > MaxLength)
            code = "too-long";
        else if (password.Contains(userName, StringComparison.OrdinalIgnoreCase) || IsGuessable(password))
            code = "too-easy";
        return code is null
            ? null
            : new FieldProblem(field, code, DeskTexts.Get("password." + code, language, ("min", $"{minLength}"), ("max", $"{MaxLength}")));
    }

    private static bool IsGuessable(string password)
    {
        if (password.Distinct().Count() < 4)
            return true;
        var letters = new string([.. password.Where(char.IsLetter)]).ToLowerInvariant();
        return letters.Length > 0 && Guessable.Contains(letters, StringComparer.Ordinal);
    }
}

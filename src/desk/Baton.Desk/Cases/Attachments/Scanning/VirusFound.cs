using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Texts;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Cases.Attachments.Scanning;

/// <summary>What is said when a scan ends badly: to the sender, and in the security log.</summary>
internal static class VirusFound
{
    public const string Code = "virus-found";

    public static Problem Refusal(string language, string fileName, string threat)
    {
        var text = DeskTexts.Get("attachment.virus", language, ("file", fileName), ("threat", threat));
        return new(RejectionKind.InvalidArgument, Code, text, [new FieldProblem("file", "virus", text)]);
    }

    public static Problem NoScanner(string language) =>
        new(RejectionKind.InvalidState, Answer.Unavailable, DeskTexts.Get("problem.scanner-unavailable", language), []);

    public static SecurityEvent Event(UnitOfWork unit, string? userName, string fileName, string sha256, string threat) =>
        UserRules.Event(unit, SecurityEventKinds.VirusFound, userName ?? "", null, $"{fileName}: {threat} (SHA-256 {sha256})");
}

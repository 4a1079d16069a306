using Baton.Runtime;
using Baton.Runtime.Storage;

namespace Baton.Web.Shell;

/// <summary>What went wrong and will pass: it is told as what it is, not as a defect.</summary>
internal sealed record Trouble(string Title, string Text)
{
    /// <summary>Null for what should not happen.</summary>
    public static Trouble? Of(Exception? error) =>
        error switch
        {
            BusyException => new(ShellTexts.BusyTitle, ShellTexts.BusyText),
            StorageUnreachableException => new(ShellTexts.AwayTitle, ShellTexts.AwayText),
            _ => null,
        };
}

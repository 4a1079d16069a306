using Baton.Desk.Customers.Notes;

namespace Baton.Web.Customers;

/// <summary>How a note on a customer looks by its priority and state; words stand beside every colour.</summary>
internal static class NoteLooks
{
    /// <summary>Class of the notice: red for the most urgent, amber for the next, blue for the others.</summary>
    public static string Notice(int priority) =>
        priority switch
        {
            1 => "notice-bad",
            2 => "notice-warn",
            _ => "",
        };

    public static string Icon(int priority) => priority <= 2 ? "alert" : "info";

    public static string Priority(int priority) =>
        priority switch
        {
            1 => CustomerTexts.Priority1,
            2 => CustomerTexts.Priority2,
            3 => CustomerTexts.Priority3,
            _ => CustomerTexts.Priority4,
        };

    public static string State(string state) =>
        state switch
        {
            NoteStates.Planned => CustomerTexts.NotePlanned,
            NoteStates.Expired => CustomerTexts.NoteExpired,
            _ => CustomerTexts.NoteActive,
        };
}

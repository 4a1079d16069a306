namespace Baton.Desk.Notifications.Drivers;

/// <summary>A finished message.</summary>
/// <param name="Id">The same over all attempts.</param>
/// <param name="Channel">The way on which it leaves.</param>
/// <param name="To">Whom it is for.</param>
/// <param name="Cc">Copies that all can see.</param>
/// <param name="Bcc">Copies that only the receiver knows of.</param>
/// <param name="Subject">In a line; empty where the channel has none.</param>
/// <param name="Text">Plain words.</param>
/// <param name="Html">The same as a page; null for none.</param>
/// <param name="Language">The code of its language, such as <c>zh-Hant</c>.</param>
/// <param name="CaseNumber">The case that it is about; null for none.</param>
internal sealed record OutgoingMessage(
    string Id,
    string Channel,
    IReadOnlyList<OutgoingAddress> To,
    IReadOnlyList<OutgoingAddress> Cc,
    IReadOnlyList<OutgoingAddress> Bcc,
    string Subject,
    string Text,
    string? Html,
    string Language,
    string? CaseNumber
);

namespace Baton.Desk.Notifications.Drivers;

/// <summary>Where a message goes.</summary>
/// <param name="Address">A mail address, an E.164 number, or a push subscription as JSON.</param>
/// <param name="Name">How the receiver is called; null when unknown.</param>
internal sealed record OutgoingAddress(string Address, string? Name);

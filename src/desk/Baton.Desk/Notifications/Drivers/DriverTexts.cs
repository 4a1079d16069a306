using Baton.Desk.Texts;

namespace Baton.Desk.Notifications.Drivers;

/// <summary>The sentences about ways out, from the resources beside this file.</summary>
internal static class DriverTexts
{
    public static TextSet Words { get; } = new(typeof(DriverTexts));
}

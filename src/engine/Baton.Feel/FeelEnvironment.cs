namespace Baton.Feel;

/// <summary>What an expression may know of the world around it.</summary>
/// <param name="Now">The instant for <c>now()</c> and <c>today()</c>.</param>
/// <param name="Zone">Their zone. Without one they answer in the offset of <paramref name="Now"/>.</param>
/// <param name="Random">Where <c>uuid()</c> and <c>random number()</c> of the process dialect draw from; without one they are null with a warning.</param>
public readonly record struct FeelEnvironment(DateTimeOffset Now, TimeZoneInfo? Zone = null, FeelRandom? Random = null);

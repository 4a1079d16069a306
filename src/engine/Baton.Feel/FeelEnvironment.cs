namespace Baton.Feel;

/// <summary>What <c>now()</c> and <c>today()</c> answer. Without a zone they answer in the offset of <paramref name="Now"/>.</summary>
public readonly record struct FeelEnvironment(DateTimeOffset Now, TimeZoneInfo? Zone = null);

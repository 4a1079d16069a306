namespace Baton.Runtime.Storage;

/// <summary>What a lane learns of a message when it takes its lock.</summary>
/// <param name="Name">The name of the message.</param>
/// <param name="CorrelationKey">Its correlation key.</param>
/// <param name="WasSent">Whether one is there, be it expired.</param>
public sealed record KnownMessage(string Name, string CorrelationKey, bool WasSent);

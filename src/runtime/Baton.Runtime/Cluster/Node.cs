namespace Baton.Runtime.Cluster;

/// <summary>A process that works on the database.</summary>
/// <param name="Id">Unique to this run of the process.</param>
/// <param name="Name">What operators call it.</param>
/// <param name="StartedAt">When it began to work.</param>
public sealed record Node(string Id, string Name, DateTimeOffset StartedAt);

namespace Baton.Runtime.Search;

/// <summary>A deployed resource: a version of a process, a decision, a DMN file, a form or another file.</summary>
public sealed record ResourceRow(long ResourceKey, string ResourceId, int Version, string? VersionTag, string ResourceName);

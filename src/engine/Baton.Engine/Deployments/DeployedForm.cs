namespace Baton.Engine.Deployments;

/// <summary>One version of a form, as far as a user task needs it.</summary>
/// <param name="Key">The form key that the user task carries.</param>
/// <param name="FormId">The id that models name.</param>
/// <param name="Version">1 for the first version.</param>
public sealed record DeployedForm(long Key, string FormId, int Version);

/// <summary>How an element picks the version of the resource that it names.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="DeploymentKey">The deployment of the process that asks; matters for <see cref="BindingKind.Deployment"/>.</param>
/// <param name="VersionTag">Matters for <see cref="BindingKind.VersionTag"/>.</param>
public readonly record struct ResourceBinding(BindingKind Kind, long DeploymentKey, string? VersionTag);

/// <summary>The rules by which a version is picked.</summary>
public enum BindingKind
{
    /// <summary>The highest version at that moment.</summary>
    Latest,

    /// <summary>The version that came in the same deployment.</summary>
    Deployment,

    /// <summary>The newest version with a given tag.</summary>
    VersionTag,
}

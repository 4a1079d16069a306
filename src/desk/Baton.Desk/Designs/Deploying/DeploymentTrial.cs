namespace Baton.Desk.Designs.Deploying;

/// <summary>
/// Plays what was kept of a process on the design that is to be deployed. Answers the first difference in a sentence in the user's language; null
/// where all comes as it was expected, and for designs of which nothing was kept.
/// </summary>
internal delegate Task<string?> DeploymentTrial(DeskUser user, Design design, CancellationToken ct);

using Baton.Engine.Compilation;
using Baton.Feel;

namespace Baton.Engine.Compensation;

/// <summary>A completed activity that can be compensated as long as the scope it completed in is active.</summary>
/// <param name="Key">Its own key.</param>
/// <param name="Activity">The activity; of a multi-instance one the body.</param>
/// <param name="Inner">Of a scope: what completed in it.</param>
/// <param name="Variables">Of a scope: its variables as it completed, which the handlers inside still see.</param>
public sealed record CompensableActivity(
    long Key,
    ExecutableElement Activity,
    IReadOnlyList<CompensableActivity> Inner,
    FeelContext Variables
);

/// <summary>A compensation handler that is to run.</summary>
/// <param name="ElementId">The compensation boundary event that leads to it, or the compensation event sub-process itself.</param>
/// <param name="ActivityKey">What it compensates.</param>
/// <param name="Variables">The variables of the completed scopes around it.</param>
public sealed record PlannedHandler(string ElementId, long ActivityKey, FeelContext Variables);

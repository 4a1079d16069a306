using Baton.Engine.Compilation;
using Baton.Engine.Deployments;

namespace Baton.Engine.UserTasks;

/// <summary>What the model says of a user task.</summary>
internal sealed record UserTaskDefinition
{
    public TextExpression? Assignee { get; init; }

    public TextExpression? CandidateUsers { get; init; }

    public TextExpression? CandidateGroups { get; init; }

    public TextExpression? DueDate { get; init; }

    public TextExpression? FollowUpDate { get; init; }

    public TextExpression? Priority { get; init; }

    public TextExpression? FormId { get; init; }

    public BindingKind FormBinding { get; init; }

    public string? FormVersionTag { get; init; }

    public TextExpression? ExternalForm { get; init; }
}

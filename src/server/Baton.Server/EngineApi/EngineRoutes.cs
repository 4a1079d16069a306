using Baton.Desk;
using Baton.Desk.Http;

namespace Baton.Server.EngineApi;

/// <summary>
/// The engine's API below <c>/v2</c>: paths, fields and statuses of the Orchestration Cluster REST API, so that its published clients run
/// unchanged. Each group of resources has its own file. All of it needs the permission to operate the engine.
/// </summary>
internal static class EngineRoutes
{
    public static void MapEngineApi(this IEndpointRouteBuilder routes, bool controlledClock)
    {
        RouteGroupBuilder engine = routes.MapGroup("/v2").RequirePermission(Permissions.OperateEngine).DisableAntiforgery();
        DeploymentEndpoints.Map(engine);
        ResourceEndpoints.Map(engine);
        ResourceDeletionEndpoints.Map(engine);
        ProcessDefinitionEndpoints.Map(engine);
        DefinitionStatistics.Map(engine);
        ProcessInstanceEndpoints.Map(engine);
        InstanceModificationEndpoints.Map(engine);
        InstanceMigrationEndpoints.Map(engine);
        InstanceBatchEndpoints.Map(engine);
        BatchOperationEndpoints.Map(engine);
        ElementInstanceEndpoints.Map(engine);
        AdHocEndpoints.Map(engine);
        ConditionalEndpoints.Map(engine);
        WaitStateEndpoints.Map(engine);
        VariableEndpoints.Map(engine);
        UserTaskEndpoints.Map(engine);
        JobEndpoints.Map(engine);
        JobStatistics.Map(engine);
        MessageEndpoints.Map(engine);
        CorrelatedMessageEndpoints.Map(engine);
        SignalEndpoints.Map(engine);
        IncidentEndpoints.Map(engine);
        IncidentStatistics.Map(engine);
        ExpressionEndpoints.Map(engine);
        DecisionEndpoints.Map(engine);
        DecisionInstanceEndpoints.Map(engine);
        DecisionDeletionEndpoints.Map(engine);
        DocumentEndpoints.Map(engine);
        ClockEndpoints.Map(engine, controlledClock);
        IdentityEndpoints.Map(engine);
        MembershipEndpoints.Map(engine);
        AuthorizationEndpoints.Map(engine);
        UserChanges.Map(engine);
        GroupChanges.Map(engine);
        RoleChanges.Map(engine);
        IdentityRefusals.Map(engine);
        ClusterEndpoints.Map(engine);
    }
}

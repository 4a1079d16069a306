using Baton.Desk;
using Baton.Server.EngineApi.Json;

namespace Baton.Server.EngineApi;

/// <summary>What clients ask to see where they are: the cluster, the licence, themselves.</summary>
internal static class ClusterEndpoints
{
    private static readonly string Version = typeof(ClusterEndpoints).Assembly.GetName().Version!.ToString(3);

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapGet("/topology", Topology);
        engine.MapGet("/status", () => TypedResults.NoContent());
        engine.MapGet("/license", () => EngineJson.Ok(new LicenseView(true, "Apache-2.0", false, null)));
        engine.MapGet("/system/configuration", () => EngineJson.Ok(new SystemConfigurationView(JobMetricsView.Immediate)));
        engine.MapGet("/authentication/me", (DeskUser user) => EngineJson.Ok(CurrentUserView.Of(user)));
    }

    /// <summary>One node that does everything; the partition is how the contract's clients see the write lane.</summary>
    private static IResult Topology(HttpContext context)
    {
        string host = context.Connection.LocalIpAddress?.ToString() ?? "127.0.0.1";
        var node = new BrokerView(0, host, context.Connection.LocalPort, [new PartitionView(1, "leader", "healthy")], Version);
        return EngineJson.Ok(new TopologyView([node], 1, 1, 1, Version, "baton", "-1"));
    }
}

internal sealed record TopologyView(
    IReadOnlyList<BrokerView> Brokers,
    int ClusterSize,
    int PartitionsCount,
    int ReplicationFactor,
    string GatewayVersion,
    string ClusterId,
    string LastCompletedChangeId
);

internal sealed record BrokerView(int NodeId, string Host, int Port, IReadOnlyList<PartitionView> Partitions, string Version);

internal sealed record PartitionView(int PartitionId, string Role, string Health);

internal sealed record SystemConfigurationView(JobMetricsView JobMetrics);

internal sealed record JobMetricsView(
    bool Enabled,
    string ExportInterval,
    int MaxWorkerNameLength,
    int MaxJobTypeLength,
    int MaxTenantIdLength,
    int MaxUniqueKeys
)
{
    /// <summary>Jobs are counted when somebody asks: nothing is exported, cut or left out.</summary>
    public static JobMetricsView Immediate { get; } = new(true, "PT0S", int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue);
}

internal sealed record LicenseView(bool ValidLicense, string LicenseType, bool IsCommercial, DateTimeOffset? ExpiresAt);

internal sealed record CurrentUserView(
    string Username,
    string DisplayName,
    string? Email,
    IReadOnlyList<string> AuthorizedComponents,
    IReadOnlyList<TenantView> Tenants,
    IReadOnlyList<string> Groups,
    IReadOnlyList<string> Roles,
    string? SalesPlanType,
    IReadOnlyDictionary<string, string> C8Links,
    bool CanLogout
)
{
    public static CurrentUserView Of(DeskUser user) =>
        new(
            user.UserName,
            user.DisplayName,
            null,
            ["*"],
            [new TenantView(Json.Tenants.Default, "Default", null)],
            user.Departments,
            user.RolesAnywhere,
            null,
            new Dictionary<string, string>(),
            true
        );
}

internal sealed record TenantView(string TenantId, string Name, string? Description);

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Baton.Desk;
using Baton.Desk.Access;

namespace Baton.Server.EngineApi;

/// <summary>
/// Translates the permissions of the desk into authorizations of the contract. Permissions on cases, faxes and reports have no counterpart
/// there and are not shown.
/// </summary>
internal static class RoleAuthorizations
{
    private const string Everything = "*";

    private static readonly Grant[] Operator =
    [
        new(
            "PROCESS_DEFINITION",
            "CREATE_PROCESS_INSTANCE READ_PROCESS_DEFINITION READ_PROCESS_INSTANCE UPDATE_PROCESS_INSTANCE MODIFY_PROCESS_INSTANCE "
                + "CANCEL_PROCESS_INSTANCE DELETE_PROCESS_INSTANCE READ_USER_TASK UPDATE_USER_TASK CLAIM_USER_TASK COMPLETE_USER_TASK"
        ),
        new("DECISION_DEFINITION", "CREATE_DECISION_INSTANCE READ_DECISION_DEFINITION READ_DECISION_INSTANCE DELETE_DECISION_INSTANCE"),
        new("DECISION_REQUIREMENTS_DEFINITION", "READ"),
        new("RESOURCE", "CREATE READ DELETE_DRD DELETE_FORM DELETE_PROCESS DELETE_RESOURCE"),
        new(
            "BATCH",
            "READ UPDATE CREATE_BATCH_OPERATION_CANCEL_PROCESS_INSTANCE CREATE_BATCH_OPERATION_DELETE_PROCESS_INSTANCE "
                + "CREATE_BATCH_OPERATION_MIGRATE_PROCESS_INSTANCE CREATE_BATCH_OPERATION_MODIFY_PROCESS_INSTANCE "
                + "CREATE_BATCH_OPERATION_RESOLVE_INCIDENT CREATE_BATCH_OPERATION_DELETE_DECISION_INSTANCE"
        ),
        new("USER_TASK", "READ UPDATE CLAIM COMPLETE"),
        new("MESSAGE", "CREATE READ"),
        new("DOCUMENT", "CREATE READ DELETE"),
        new("EXPRESSION", "EVALUATE"),
        new("SYSTEM", "READ READ_JOB_METRIC"),
        new("AUTHORIZATION", "READ"),
        new("GROUP", "READ"),
        new("ROLE", "READ"),
        new("TENANT", "READ"),
    ];

    private static readonly Dictionary<string, Grant[]> Granted = new(StringComparer.Ordinal)
    {
        [Permissions.OperateEngine] = Operator,
        [Permissions.AdministerUsers] = [new("USER", "READ CREATE UPDATE DELETE"), new("ROLE", "READ CREATE UPDATE DELETE")],
        [Permissions.AdministerOrganisation] = [new("GROUP", "READ CREATE UPDATE DELETE")],
        [Permissions.AdministerProcesses] =
        [
            new("PROCESS_DEFINITION", "READ_PROCESS_DEFINITION"),
            new("DECISION_DEFINITION", "READ_DECISION_DEFINITION"),
        ],
        [Permissions.AdministerPacks] = [new("RESOURCE", "CREATE READ")],
        [Permissions.WorkOnTasks] =
        [
            new("USER_TASK", "READ CLAIM COMPLETE", "assignee"),
            new("USER_TASK", "READ CLAIM", "candidateUsers"),
            new("USER_TASK", "READ CLAIM", "candidateGroups"),
        ],
    };

    /// <summary>All authorizations, by role and kind of resource; the permissions of a role on the same resources are put together.</summary>
    public static IReadOnlyList<AuthorizationView> Of(IEnumerable<RoleView> roles) => [.. roles.SelectMany(Of)];

    private static IEnumerable<AuthorizationView> Of(RoleView role) =>
        role
            .Permissions.SelectMany(permission => Granted.GetValueOrDefault(permission) ?? [])
            .GroupBy(grant => (grant.ResourceType, grant.Property))
            .OrderBy(group => group.Key.ResourceType, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Property, StringComparer.Ordinal)
            .Select(group => new AuthorizationView(
                role.Code,
                "ROLE",
                group.Key.ResourceType,
                group.Key.Property is null ? Everything : null,
                group.Key.Property,
                [.. group.SelectMany(grant => grant.Types.Split(' ')).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                KeyOf(role.Code, group.Key.ResourceType, group.Key.Property)
            ));

    /// <summary>The same authorization has the same key, now and after a restart; nothing keeps it.</summary>
    private static long KeyOf(string role, string resourceType, string? property)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{role}\n{resourceType}\n{property}"));
        return BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue;
    }

    /// <summary>What a permission allows with a kind of resource.</summary>
    /// <param name="ResourceType">The kind, in the words of the contract.</param>
    /// <param name="Types">What is allowed, in the words of the contract, with spaces between.</param>
    /// <param name="Property">The property that must name the caller; null where it holds for all resources.</param>
    private sealed record Grant(string ResourceType, string Types, string? Property = null);
}

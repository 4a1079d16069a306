namespace Baton.Server.EngineApi.Json;

/// <summary>The closed lists of words about authorizations in the contract; anything else in a request is an error.</summary>
internal static class AuthorizationWords
{
    public static readonly string[] OwnerTypes = ["USER", "CLIENT", "ROLE", "GROUP", "MAPPING_RULE", "UNSPECIFIED"];

    public static readonly string[] ResourceTypes =
    [
        "AUDIT_LOG",
        "AUTHORIZATION",
        "BATCH",
        "CLUSTER_VARIABLE",
        "COMPONENT",
        "DECISION_DEFINITION",
        "DECISION_REQUIREMENTS_DEFINITION",
        "DOCUMENT",
        "EXPRESSION",
        "GLOBAL_LISTENER",
        "GROUP",
        "MAPPING_RULE",
        "MESSAGE",
        "PROCESS_DEFINITION",
        "RESOURCE",
        "ROLE",
        "SYSTEM",
        "TENANT",
        "USER",
        "USER_TASK",
    ];
}

using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Finds the messages that reached an instance or started one.</summary>
internal static class CorrelatedMessageEndpoints
{
    private static readonly SearchSchema Schema = new(
        SearchField.Text("correlationKey"),
        SearchField.Instant("correlationTime"),
        SearchField.Text("elementId"),
        SearchField.Key("elementInstanceKey"),
        SearchField.Key("messageKey"),
        SearchField.Text("messageName"),
        SearchField.Number("partitionId"),
        SearchField.Text("processDefinitionId"),
        SearchField.Key("processDefinitionKey"),
        SearchField.Key("processInstanceKey"),
        SearchField.Key("subscriptionKey")
    );

    public static void Map(IEndpointRouteBuilder engine) =>
        engine.MapPost(
            "/correlated-message-subscriptions/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Schema, request => search.CorrelatedMessages(request, ct), CorrelatedMessageSubscription.Of)
        );
}

internal sealed record CorrelatedMessageSubscription(
    string CorrelationKey,
    DateTimeOffset CorrelationTime,
    string ElementId,
    Key? ElementInstanceKey,
    Key MessageKey,
    string MessageName,
    int PartitionId,
    string ProcessDefinitionId,
    Key ProcessDefinitionKey,
    Key ProcessInstanceKey,
    Key RootProcessInstanceKey,
    Key SubscriptionKey,
    string TenantId
)
{
    public static CorrelatedMessageSubscription Of(CorrelatedMessageRow row) =>
        new(
            row.CorrelationKey,
            row.CorrelationTime,
            row.ElementId,
            Key.Of(row.ElementInstanceKey),
            row.MessageKey,
            row.MessageName,
            1,
            row.ProcessDefinitionId,
            row.ProcessDefinitionKey,
            row.ProcessInstanceKey,
            row.RootProcessInstanceKey,
            row.SubscriptionKey,
            Tenants.Default
        );
}

using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Messages;
using Baton.Runtime.Search;
using Baton.Server.EngineApi.Json;
using Baton.Server.EngineApi.Searching;

namespace Baton.Server.EngineApi;

/// <summary>Publishes and correlates messages and shows who waits for them.</summary>
internal static class MessageEndpoints
{
    internal static readonly SearchSchema Schema = new(
        SearchField.Key("messageSubscriptionKey"),
        SearchField.Text("messageName"),
        SearchField.Text("correlationKey"),
        SearchField.Word("messageSubscriptionState", Words.SubscriptionStates),
        SearchField.Instant("lastUpdatedDate"),
        SearchField.Text("elementId"),
        SearchField.Key("elementInstanceKey"),
        SearchField.Key("processInstanceKey"),
        SearchField.Key("processDefinitionKey"),
        SearchField.Text("processDefinitionId")
    );

    public static void Map(IEndpointRouteBuilder engine)
    {
        engine.MapPost("/messages/publication", Publish);
        engine.MapPost("/messages/correlation", Correlate);
        engine.MapPost(
            "/message-subscriptions/search",
            (Body<SearchBody> body, EngineSearch search, CancellationToken ct) =>
                EngineCalls.Search(body.Value, Schema, request => search.MessageSubscriptions(request, ct), MessageSubscriptionView.Of)
        );
    }

    private static Task<IResult> Publish(Body<PublishMessageBody> body, BatonRuntime runtime, CancellationToken ct)
    {
        PublishMessageBody message = body.Value;
        Tenants.Check(message.TenantId);
        var request = new PublishMessageRequest(Name(message.Name), message.CorrelationKey ?? "")
        {
            TimeToLive = TimeSpan.FromMilliseconds(Math.Max(0, message.TimeToLive ?? 0)),
            MessageId = message.MessageId,
            Variables = message.Variables ?? FeelContext.Empty,
            BusinessId = message.BusinessId,
        };
        return runtime.Command(
            "Message:PUBLISH",
            session => session.PublishMessage(request),
            published => new PublishedMessageView(published.MessageKey, Tenants.Default),
            ct,
            UnitNeeds.Message(request.Name, request.CorrelationKey)
        );
    }

    private static Task<IResult> Correlate(Body<CorrelateMessageBody> body, BatonRuntime runtime, CancellationToken ct)
    {
        CorrelateMessageBody message = body.Value;
        Tenants.Check(message.TenantId);
        var request = new PublishMessageRequest(Name(message.Name), message.CorrelationKey ?? "")
        {
            Variables = message.Variables ?? FeelContext.Empty,
            BusinessId = message.BusinessId,
        };
        return runtime.Command(
            "MessageCorrelation:CORRELATE",
            session => session.CorrelateMessage(request),
            correlated => new CorrelatedMessageView(correlated.MessageKey, correlated.ProcessInstanceKey, Tenants.Default),
            ct,
            UnitNeeds.Message(request.Name, request.CorrelationKey)
        );
    }

    private static string Name(string name) => name.Length > 0 ? name : throw SearchReader.Wrong("name", "must not be empty");
}

internal sealed record PublishMessageBody
{
    public required string Name { get; init; }

    public string? CorrelationKey { get; init; }

    /// <summary>Milliseconds.</summary>
    public long? TimeToLive { get; init; }

    public string? MessageId { get; init; }

    public FeelContext? Variables { get; init; }

    public string? TenantId { get; init; }

    public string? BusinessId { get; init; }
}

internal sealed record CorrelateMessageBody
{
    public required string Name { get; init; }

    public string? CorrelationKey { get; init; }

    public FeelContext? Variables { get; init; }

    public string? TenantId { get; init; }

    public string? BusinessId { get; init; }
}

internal sealed record PublishedMessageView(Key MessageKey, string TenantId);

internal sealed record CorrelatedMessageView(Key MessageKey, Key ProcessInstanceKey, string TenantId);

internal sealed record MessageSubscriptionView(
    Key MessageSubscriptionKey,
    string MessageName,
    string CorrelationKey,
    string MessageSubscriptionState,
    DateTimeOffset LastUpdatedDate,
    string ElementId,
    Key ElementInstanceKey,
    Key ProcessInstanceKey,
    Key RootProcessInstanceKey,
    Key ProcessDefinitionKey,
    string ProcessDefinitionId,
    string TenantId
)
{
    public static MessageSubscriptionView Of(MessageSubscriptionRow row) =>
        new(
            row.MessageSubscriptionKey,
            row.MessageName,
            row.CorrelationKey,
            row.State,
            row.LastUpdatedDate,
            row.ElementId,
            row.ElementInstanceKey,
            row.ProcessInstanceKey,
            row.RootProcessInstanceKey,
            row.ProcessDefinitionKey,
            row.ProcessDefinitionId,
            Tenants.Default
        );
}

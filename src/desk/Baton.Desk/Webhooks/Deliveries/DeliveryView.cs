namespace Baton.Desk.Webhooks.Deliveries;

/// <summary>A delivery in the log of a web hook.</summary>
public sealed record DeliveryView(
    long Key,
    string Id,
    string Event,
    string? CaseNumber,
    WebhookDeliveryState State,
    int Attempts,
    DateTimeOffset CreatedAt
)
{
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>Null where it waits for another one or is finished.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What the receiver answered last; null where it did not.</summary>
    public int? StatusCode { get; init; }
    public int? DurationMilliseconds { get; init; }
    public string? Error { get; init; }

    /// <summary>What is sent.</summary>
    public required string Body { get; init; }

    /// <summary>The first 4 KB of what the receiver answered last.</summary>
    public string? Answer { get; init; }

    internal static DeliveryView Of(WebhookDelivery row) =>
        new(row.Key, row.Id, row.Event, row.CaseNumber, row.State, row.Attempts, row.CreatedAt)
        {
            LastAttemptAt = row.LastAttemptAt,
            NextAttemptAt = row.NotBefore,
            FinishedAt = row.FinishedAt,
            StatusCode = row.StatusCode,
            DurationMilliseconds = row.DurationMilliseconds,
            Error = row.Error,
            Body = row.Body,
            Answer = row.Answer,
        };
}

namespace Baton.Desk.Webhooks;

/// <summary>A web hook without its secrets, and how telling it goes.</summary>
public sealed record WebhookView(long Key, string Name, string Address, bool IsActive, int Version)
{
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Codes; empty for all.</summary>
    public required IReadOnlyList<string> CaseTypes { get; init; }

    /// <summary>Codes; empty for all.</summary>
    public required IReadOnlyList<string> Departments { get; init; }

    /// <summary>Names of further headers; their values are never shown.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>Who saved it last: the hook is told of what he may read.</summary>
    public required string Owner { get; init; }

    /// <summary>Until when the secret before signs as well; null where it does not.</summary>
    public DateTimeOffset? PreviousSecretUntil { get; init; }

    /// <summary>ok, retrying, failing (for long), off or gone (the receiver said so).</summary>
    public required string Health { get; init; }
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Nothing is sent before.</summary>
    public DateTimeOffset? PausedUntil { get; init; }
    public DateTimeOffset? LastSuccessAt { get; init; }
    public string? LastError { get; init; }

    /// <summary>Deliveries that are still to arrive.</summary>
    public int Waiting { get; init; }

    /// <summary>Deliveries that were given up.</summary>
    public int Aside { get; init; }

    internal static WebhookView Of(Webhook row, DateTimeOffset now, WebhookOptions options) =>
        new(row.Key, row.Name, row.Address, row.IsActive, row.Version)
        {
            Events = Webhook.Split(row.Events),
            CaseTypes = Webhook.Split(row.CaseTypes),
            Departments = Webhook.Split(row.Departments),
            Headers = Webhook.Split(row.HeaderNames),
            Owner = row.Owner,
            PreviousSecretUntil = row.PreviousSecret is not null && row.PreviousUntil > now ? row.PreviousUntil : null,
            Health = HealthOf(row, now, options),
            FailingSince = row.FailingSince,
            PausedUntil = row.PausedUntil > now ? row.PausedUntil : null,
            LastSuccessAt = row.LastSuccessAt,
            LastError = row.LastError,
        };

    private static string HealthOf(Webhook row, DateTimeOffset now, WebhookOptions options)
    {
        if (!row.IsActive)
            return row.GoneAt is null ? "off" : "gone";
        if (row.FailingSince is not { } since)
            return "ok";
        return now - since >= TimeSpan.FromMinutes(options.FailingAfterMinutes) ? "failing" : "retrying";
    }
}

/// <summary>A secret that is shown this once.</summary>
public sealed record WebhookSecretMade(WebhookView Webhook, string Secret);

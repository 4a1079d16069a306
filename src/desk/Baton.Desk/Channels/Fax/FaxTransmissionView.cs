namespace Baton.Desk.Channels.Fax;

/// <summary>A transmission as screens and programs see it. <see cref="Status"/> is queued, sending, sent, failed or canceled.</summary>
public sealed record FaxTransmissionView(
    long Key,
    long CaseKey,
    string CaseNumber,
    string CustomerName,
    string Number,
    string Status,
    int Attempt,
    bool AtOnce,
    FaxRoundReference? Round,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset? FinishedAt,
    int? Pages,
    string? ResultCode,
    string? ResultReason,
    string? RemoteId,
    double? DurationSeconds,
    IReadOnlyList<string> MissingCharacters
)
{
    internal static FaxTransmissionView Of(FaxTransmission row, string caseNumber, string customerName, DateTimeOffset? roundAt) =>
        new(
            row.Key,
            row.CaseKey,
            caseNumber,
            customerName,
            row.Number,
            StatusName(row.Status),
            row.Attempt,
            row.AtOnce,
            row.RoundKey is { } key && roundAt is { } at ? new FaxRoundReference(key, at) : null,
            row.CreatedAt,
            row.StartedAt,
            row.SubmittedAt,
            row.FinishedAt,
            row.Pages,
            row.ResultCode,
            row.ResultReason,
            row.RemoteId,
            row.DurationSeconds,
            row.MissingCharacters?.Split(' ') ?? []
        );

    internal static string StatusName(FaxStatus status) =>
        status switch
        {
            FaxStatus.Queued => "queued",
            FaxStatus.Sending => "sending",
            FaxStatus.Sent => "sent",
            FaxStatus.Failed => "failed",
            _ => "canceled",
        };

    internal static FaxStatus? StatusOf(string name) =>
        Enum.GetValues<FaxStatus>().Cast<FaxStatus?>().FirstOrDefault(status => StatusName(status!.Value) == name);
}

/// <summary>The round that a transmission left with.</summary>
public sealed record FaxRoundReference(long Key, DateTimeOffset At);

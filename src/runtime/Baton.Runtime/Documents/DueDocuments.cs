using Baton.Runtime.Storage;
using Baton.Runtime.Time;

namespace Baton.Runtime.Documents;

/// <summary>Removes documents that have expired. Of several processes on one database one does it for all.</summary>
internal sealed class DueDocuments(BatonRuntime runtime, RuntimeOptions options)
{
    private const string Expired =
        "SELECT document_id FROM engine_document WHERE expires_at <= @p0 ORDER BY expires_at, document_id LIMIT @p1";

    private bool IsMine => runtime.Node.IsMine(0);

    /// <summary>Removes one batch, as a unit of work of its own.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> Run(CancellationToken cancellationToken)
    {
        if (!IsMine)
        {
            return false;
        }
        var now = Instant.ToMilliseconds(runtime.Clock.GetUtcNow());
        var ids = await runtime
            .ReadAtOnce(
                connection => new ValueTask<List<string>>(connection.List(row => row.GetString(0), Expired, now, (long)options.DueBatch)),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (ids.Count == 0)
        {
            return false;
        }
        await runtime.Write(unit => new ValueTask<Outcome<Done>>(Remove(unit, ids)), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>When the next expires; null when another process sees to it.</summary>
    public Task<long?> Next() =>
        IsMine
            ? runtime.ReadAtOnce(connection => new ValueTask<long?>(
                connection.Number("SELECT MIN(expires_at) FROM engine_document WHERE expires_at IS NOT NULL")
            ))
            : Task.FromResult<long?>(null);

    private static Outcome<Done> Remove(UnitOfWork unit, List<string> ids)
    {
        foreach (var id in ids)
        {
            DocumentRows.RemoveExpired(unit, id);
        }
        return Done.Outcome;
    }
}

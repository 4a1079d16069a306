using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Storage;

/// <summary>Reads the desk's tables on a pooled reader connection; sees everything that was acknowledged before. Nothing is tracked.</summary>
public sealed class DeskReader(BatonRuntime runtime)
{
    internal Task<T> Read<T>(Func<DeskDb, Task<T>> read, CancellationToken ct) =>
        runtime.Read(
            async connection =>
            {
                await using var db = DeskDb.On(connection);
                db.Now = runtime.Clock.GetUtcNow();
                db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
                return await read(db);
            },
            ct
        );
}

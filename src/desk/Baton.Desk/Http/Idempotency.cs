using System.Security.Cryptography;
using System.Text.Json;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Http;

/// <summary>Makes a create that is repeated with the same Idempotency-Key answer with what the first one made.</summary>
internal static class Idempotency
{
    /// <summary>The key of what was made before, null for a first request, or a problem when the key was used for something else.</summary>
    public static async Task<Outcome<long?>> Find<TRequest>(
        DeskDb db,
        DeskUser user,
        string operation,
        string? idempotencyKey,
        TRequest request,
        CancellationToken ct
    )
    {
        if (idempotencyKey is null)
            return (long?)null;
        var row = await db
            .IdempotentCreates.AsNoTracking()
            .SingleOrDefaultAsync(
                one => one.UserName == user.UserName && one.Operation == operation && one.IdempotencyKey == idempotencyKey,
                ct
            );
        if (row is null)
            return (long?)null;
        return row.RequestHash == Hash(request) ? row.ResultKey : Problems.Exists("idempotency-key-reused", user.Language);
    }

    public static void Remember<TRequest>(
        DeskDb db,
        UnitOfWork unit,
        DeskUser user,
        string operation,
        string? idempotencyKey,
        TRequest request,
        long resultKey
    )
    {
        if (idempotencyKey is null)
            return;
        db.IdempotentCreates.Add(
            new IdempotentCreate
            {
                UserName = user.UserName,
                Operation = operation,
                IdempotencyKey = idempotencyKey,
                RequestHash = Hash(request),
                ResultKey = resultKey,
                At = unit.Now,
            }
        );
    }

    private static string Hash<TRequest>(TRequest request) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));
}

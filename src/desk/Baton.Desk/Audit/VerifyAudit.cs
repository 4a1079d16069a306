using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Audit;

/// <summary>Whether the audit log is as it was written.</summary>
/// <param name="Checked">How many entries hang together from the first on.</param>
/// <param name="LastHash">
/// The hash of the last of them. Whoever keeps it outside of the database can tell later that no entries were cut off the end.
/// </param>
/// <param name="BrokenNumber">The first entry that is missing or not as it was written; null when all is well.</param>
/// <param name="Finding">What is wrong there, in the reader's language; null when all is well.</param>
public sealed record AuditVerification(long Checked, string LastHash, long? BrokenNumber, string? Finding);

/// <summary>Works out the chain of the audit log anew and finds the first entry that does not fit.</summary>
public sealed class VerifyAudit(DeskReader reader)
{
    /// <summary>Entries that are in memory at a time.</summary>
    private const int Batch = 1000;

    public async Task<Outcome<AuditVerification>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.May(Permissions.ReadAudit) ? await Run(user.Language, ct) : Problems.Forbidden(user.Language);
    }

    /// <summary>The same on behalf of the program itself.</summary>
    public async Task<AuditVerification> Run(string language, CancellationToken ct)
    {
        var (number, hash) = (0L, AuditChain.Start);
        while (true)
        {
            var after = number;
            var rows = await reader.Read(
                db => db.AuditEntries.Where(row => row.Number > after).OrderBy(row => row.Number).Take(Batch).ToListAsync(ct),
                ct
            );
            foreach (var row in rows)
            {
                var expected = number + 1;
                if (row.Number != expected)
                    return Broken(number, hash, expected, "missing", language);
                if (row.Hash != AuditChain.Hash(hash, row))
                    return Broken(number, hash, expected, "differs", language);
                (number, hash) = (row.Number, row.Hash);
            }
            if (rows.Count < Batch)
                return new(number, hash, null, null);
        }
    }

    private static AuditVerification Broken(long intact, string hash, long number, string finding, string language)
    {
        var text = AuditTexts.Words.Get(finding, language, ("number", number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return new(intact, hash, number, text);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/audit/verify",
                async (DeskUser user, VerifyAudit handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.ReadAudit)
            .Describe("VerifyAudit", "Check that nobody changed the audit log")
            .Produces<AuditVerification>();
}

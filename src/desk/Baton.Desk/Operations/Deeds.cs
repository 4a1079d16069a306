using System.Globalization;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Auditing;
using Baton.Runtime;

namespace Baton.Desk.Operations;

/// <summary>Does something to the engine for an operator: all or nothing, with an entry in the audit log of who did what.</summary>
internal static class Deeds
{
    public const string Cancel = "cancel";
    public const string Retry = "retry";
    public const string SetVariable = "set-variable";
    public const string SetRetries = "set-retries";
    public const string Move = "move";
    public const string Resend = "resend";

    /// <summary>Runs the work in one unit; what it did goes with <paramref name="note"/> into the log.</summary>
    public static Task<Outcome<Done>> Do(
        this BatonRuntime runtime,
        DeskUser user,
        Func<UnitOfWork, ValueTask<Outcome<Done>>> work,
        Func<AuditChange> note,
        CancellationToken ct
    ) =>
        runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var done = await work(unit);
                if (done.Problem is { } problem)
                    return problem;
                db.Note(note());
                await db.SaveChangesAsync(ct);
                return done;
            },
            ct
        );

    /// <summary>An entry about a process instance.</summary>
    public static AuditChange OfInstance(long processInstanceKey, string deed) =>
        new(AuditKinds.Instance, processInstanceKey.ToString(CultureInfo.InvariantCulture)) { After = { ["deed"] = deed } };
}

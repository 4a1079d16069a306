using System.Runtime.CompilerServices;
using Baton.Runtime;

namespace Baton.Desk.Storage;

/// <summary>
/// Who is behind a unit of work, and why. The engine's events say what happened; whoever follows them into the time line learns here
/// whose hand it was. A unit without an actor is the system's own (a timer, a job, an outside program).
/// </summary>
internal sealed record UnitActor(string UserName, string? Reason = null, string? Target = null)
{
    /// <summary>The absent person whose deputy he acts as; null when he acts for himself.</summary>
    public string? For { get; init; }

    /// <summary>He did it by a mail.</summary>
    public bool IsByMail { get; init; }

    /// <summary>Where the request came from, if that is known.</summary>
    public string? RemoteAddress { get; init; }

    private static readonly ConditionalWeakTable<UnitOfWork, UnitActor> Actors = [];

    public static void Set(UnitOfWork unit, UnitActor actor) => Actors.AddOrUpdate(unit, actor);

    public static UnitActor? Of(UnitOfWork unit) => Actors.TryGetValue(unit, out var actor) ? actor : null;
}

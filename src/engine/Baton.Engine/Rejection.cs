namespace Baton.Engine;

/// <summary>Why a command cannot be carried out; found before the first event, so the state is unchanged.</summary>
/// <param name="Kind">What the caller can do about it.</param>
/// <param name="Reason">A sentence of the form "Expected to ..., but ...".</param>
public sealed record Rejection(RejectionKind Kind, string Reason);

/// <summary>The kinds of refusal, as callers tell them apart.</summary>
public enum RejectionKind
{
    /// <summary>The command itself is wrong and will never succeed as it is.</summary>
    InvalidArgument,

    /// <summary>What the command names is unknown here or has already ended.</summary>
    NotFound,

    /// <summary>What the command names exists, but is not in a state that allows it.</summary>
    InvalidState,

    /// <summary>What the command would create is already there.</summary>
    AlreadyExists,

    /// <summary>A rule forbids it, whatever the state.</summary>
    Forbidden,
}

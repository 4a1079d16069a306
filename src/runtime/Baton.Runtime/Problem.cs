using Baton.Engine;

namespace Baton.Runtime;

/// <summary>Why a command was refused, as a caller can act on it.</summary>
/// <param name="Kind">What the caller can do about it; decides the HTTP status.</param>
/// <param name="Code">A stable word for programs, such as <c>task.already-assigned</c>.</param>
/// <param name="Detail">A sentence for people: what is wrong, where, and the remedy.</param>
/// <param name="Fields">What is wrong with single fields; empty when it is not about fields.</param>
public sealed record Problem(RejectionKind Kind, string Code, string Detail, IReadOnlyList<FieldProblem> Fields)
{
    public Problem(RejectionKind kind, string code, string detail)
        : this(kind, code, detail, []) { }

    /// <summary>The request itself is wrong.</summary>
    public static Problem Invalid(string code, string detail, params IReadOnlyList<FieldProblem> fields) =>
        new(RejectionKind.InvalidArgument, code, detail, fields);

    /// <summary>What the request names does not exist, or not for this caller.</summary>
    public static Problem NotFound(string code, string detail) => new(RejectionKind.NotFound, code, detail);

    /// <summary>It exists, but its state does not allow this.</summary>
    public static Problem Conflict(string code, string detail) => new(RejectionKind.InvalidState, code, detail);

    /// <summary>The caller may not do this.</summary>
    public static Problem Forbidden(string code, string detail) => new(RejectionKind.Forbidden, code, detail);

    /// <summary>The engine's refusal as a problem.</summary>
    public static Problem From(Rejection rejection) => new(rejection.Kind, CodeOf(rejection.Kind), rejection.Reason);

    private static string CodeOf(RejectionKind kind) =>
        kind switch
        {
            RejectionKind.InvalidArgument => "engine.invalid-argument",
            RejectionKind.NotFound => "engine.not-found",
            RejectionKind.InvalidState => "engine.invalid-state",
            RejectionKind.AlreadyExists => "engine.already-exists",
            _ => "engine.forbidden",
        };
}

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">The path of the field in the request.</param>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record FieldProblem(string Field, string Code, string Message);

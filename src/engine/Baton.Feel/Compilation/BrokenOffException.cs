using Baton.Feel.Lexing;

namespace Baton.Feel.Compilation;

/// <summary>Carries a failure from deep inside an evaluation to its start, where it becomes part of the result.</summary>
internal sealed class BrokenOffException(FeelFailureKind kind, string message, Position at) : Exception(message)
{
    public FeelFailure Failure => new(kind, Message, at.Line, at.Column);
}

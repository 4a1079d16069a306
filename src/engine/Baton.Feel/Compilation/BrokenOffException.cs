using System.Diagnostics.CodeAnalysis;
using Baton.Feel.Lexing;

namespace Baton.Feel.Compilation;

/// <summary>Carries a failure from deep inside an evaluation to its start, where it becomes part of the result.</summary>
internal sealed class BrokenOffException(FeelFailureKind kind, string message, Position at) : Exception(message)
{
    private FeelFailure Failure => new(kind, Message, at.Line, at.Column);

    /// <summary>Whether the exception ends an evaluation as a failure: it was broken off, or a value nests too deeply for the stack.</summary>
    public static bool Ends(Exception problem, [NotNullWhen(true)] out FeelFailure? failure)
    {
        failure = problem switch
        {
            BrokenOffException broken => broken.Failure,
            InsufficientExecutionStackException => new(FeelFailureKind.Limit, Evaluation.StackEnds, 1, 1),
            _ => null,
        };
        return failure is not null;
    }
}

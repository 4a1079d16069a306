using Baton.Engine;

namespace Baton.Runtime.Embedding;

/// <summary>A command was refused; nothing of it happened. The message lists what is wrong, fields included.</summary>
public sealed class RefusedException : Exception
{
    /// <summary>A refusal without details.</summary>
    public RefusedException()
        : this("The command was refused.") { }

    /// <summary>A refusal with its text.</summary>
    public RefusedException(string message)
        : base(message) => Problem = new(RejectionKind.InvalidArgument, "refused", message);

    /// <summary>A refusal with its text and what caused it.</summary>
    public RefusedException(string message, Exception innerException)
        : base(message, innerException) => Problem = new(RejectionKind.InvalidArgument, "refused", message);

    /// <summary>A refusal as an exception.</summary>
    public RefusedException(Problem problem)
        : base(TextOf(problem)) => Problem = problem;

    /// <summary>Why it was refused.</summary>
    public Problem Problem { get; }

    private static string TextOf(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return string.Join('\n', [problem.Detail, .. problem.Fields.Select(field => $"  {field.Field}: {field.Message}")]);
    }
}

using Baton.Feel.Compilation;

namespace Baton.Feel.External;

/// <summary>Calls code of the host, whose exceptions must not end an evaluation.</summary>
internal static class HostCode
{
    public static FeelValue Run(Call call, string name, Func<ReadOnlySpan<FeelValue>, FeelValue> body, ReadOnlySpan<FeelValue> arguments)
    {
        call.Step();
        FeelValue result;
        try
        {
            result = body(arguments);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            return call.Warn($"{name} failed: {problem.Message}");
        }
        return call.Bounded(result);
    }
}

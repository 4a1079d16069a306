using System.Globalization;
using Baton.Feel;
using Baton.Runtime.Workers;

namespace Baton.Desk.Connectors.Calls;

/// <summary>Pure: what becomes of the job when the other system has answered.</summary>
internal static class CallVerdict
{
    /// <summary>For these the same call may do better later.</summary>
    private static readonly int[] Passing = [408, 425, 429];

    /// <param name="block">What the model says.</param>
    /// <param name="sees">What the task sees.</param>
    /// <param name="answer">What came back.</param>
    /// <param name="call">The element, method and host, for messages.</param>
    /// <param name="now">The engine's time.</param>
    public static JobAnswer Of(HttpBlock block, FeelContext sees, HttpAnswer answer, string call, DateTimeOffset now)
    {
        var response = answer.AsFeel();
        var scope = sees.With("response", response);
        var kept = block.ResultVariable is { } name ? FeelContext.Of((name, response)) : FeelContext.Empty;
        try
        {
            if (Error(block, scope, now) is { } error)
                return JobAnswer.Error(error.Code, error.Message, Json(kept));
            if (!block.Expected.Contains(answer.Status))
            {
                var message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{call}: the answer has the status {answer.Status}, which is not expected."
                );
                return IsPassing(answer.Status) ? JobAnswer.Fail(message, pause: block.RetryPause) : JobAnswer.Fail(message, retries: 0);
            }
            var result = block.ResultExpression?.Value(scope, now) ?? FeelValue.Null;
            if (block.ResultExpression is not null && result.Kind != FeelKind.Context)
                return JobAnswer.Fail($"{call}: the header 'resultExpression' gave no context of variables.", retries: 0);
            if (result.Kind == FeelKind.Context)
            {
                foreach (var (key, value) in result.AsContext().Entries)
                    kept = kept.With(key, value);
            }
            return JobAnswer.Complete(Json(kept));
        }
        catch (CallFaultException fault)
        {
            return JobAnswer.Fail($"{call}: {fault.Message}", retries: 0);
        }
    }

    /// <summary>True for a status by which the other system says that it is not well.</summary>
    public static bool IsPassing(int status) => status >= 500 || Passing.Contains(status);

    private static (string Code, string? Message)? Error(HttpBlock block, FeelContext scope, DateTimeOffset now)
    {
        var value = block.ErrorExpression?.Value(scope, now) ?? FeelValue.Null;
        if (value.Kind == FeelKind.Null)
            return null;
        if (value.Kind == FeelKind.Context && Formula.Text(value.AsContext()["code"]) is { Length: > 0 } code)
            return (code, Formula.Text(value.AsContext()["message"]));
        throw new CallFaultException("the header 'errorExpression' gave neither null nor a context with 'code'.");
    }

    private static string Json(FeelContext variables) => FeelJson.ToJson(FeelValue.From(variables));
}

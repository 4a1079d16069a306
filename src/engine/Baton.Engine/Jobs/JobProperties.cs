using System.Globalization;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Jobs;

/// <summary>Evaluates what the model says of a job.</summary>
internal static class JobProperties
{
    private const int DefaultRetries = 3;

    public static Failure? Evaluate(Execution execution, ElementInstance instance, JobDefinition job, out string type, out int retries)
    {
        retries = DefaultRetries;
        return execution.Feel.Text(job.Type, instance, "job type", out type) ?? Retries(execution, instance, job, ref retries);
    }

    private static Failure? Retries(Execution execution, ElementInstance instance, JobDefinition job, ref int retries)
    {
        if (job.Retries is null)
        {
            return null;
        }
        if (execution.Feel.Evaluate(job.Retries, instance, "retries of the job", out FeelValue value) is { } failure)
        {
            return failure;
        }
        bool isNumber = value.Kind switch
        {
            FeelKind.Number => value.AsNumber().TryToInt64(out long whole) && TryFit(whole, out retries),
            FeelKind.String => int.TryParse(value.AsString(), NumberStyles.None, CultureInfo.InvariantCulture, out retries),
            _ => false,
        };
        return isNumber ? null : ExpressionScope.Unexpected("retries of the job", job.Retries.Source, "a whole number from 0", value);
    }

    private static bool TryFit(long whole, out int retries)
    {
        retries = (int)Math.Clamp(whole, 0, int.MaxValue);
        return whole == retries;
    }
}

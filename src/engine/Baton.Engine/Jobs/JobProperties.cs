using System.Globalization;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Jobs;

/// <summary>Evaluates what the model says of a job.</summary>
internal static class JobProperties
{
    public const int DefaultPriority = 0;

    private const int DefaultRetries = 3;

    public static Failure? Evaluate(Execution execution, ElementInstance instance, JobDefinition job, out JobValues values)
    {
        int retries = DefaultRetries;
        int priority = DefaultPriority;
        Failure? failure =
            execution.Feel.Text(job.Type, instance, "job type", out string type)
            ?? Retries(execution, instance, job, ref retries)
            ?? Priority(execution, instance, job, ref priority);
        values = new JobValues(type, retries, priority);
        return failure;
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
        return TryWhole(value, out retries) && retries >= 0
            ? null
            : ExpressionScope.Unexpected("retries of the job", job.Retries.Source, "a whole number from 0", value);
    }

    private static Failure? Priority(Execution execution, ElementInstance instance, JobDefinition job, ref int priority)
    {
        if (job.Priority is null)
        {
            return null;
        }
        if (execution.Feel.Evaluate(job.Priority, instance, "priority of the job", out FeelValue value) is { } failure)
        {
            return failure;
        }
        return TryWhole(value, out priority)
            ? null
            : ExpressionScope.Unexpected("priority of the job", job.Priority.Source, "a whole number of 32 bits", value);
    }

    private static bool TryWhole(FeelValue value, out int whole)
    {
        whole = 0;
        return value.Kind switch
        {
            FeelKind.Number => value.AsNumber().TryToInt64(out long wide) && TryFit(wide, out whole),
            FeelKind.String => int.TryParse(value.AsString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole),
            _ => false,
        };
    }

    private static bool TryFit(long wide, out int whole)
    {
        whole = (int)Math.Clamp(wide, int.MinValue, int.MaxValue);
        return whole == wide;
    }
}

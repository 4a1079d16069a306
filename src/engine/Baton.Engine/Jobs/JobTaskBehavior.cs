using System.Globalization;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.Jobs;

/// <summary>Lets a worker outside do the work: service and send tasks, throw and end events with a job.</summary>
internal sealed class JobTaskBehavior : ElementBehavior
{
    private const int DefaultRetries = 3;

    public override Failure? Activate(Execution execution, ElementInstance instance)
    {
        JobDefinition job = instance.Element.Job!;
        if (execution.Feel.Text(job.Type, instance, "job type", out string type) is { } failure)
        {
            return failure;
        }
        if (Retries(execution, instance, job, out int retries) is { } wrong)
        {
            return wrong;
        }
        if (execution.EnterActivated(instance) is { } broken)
        {
            return broken;
        }
        execution.Emit(
            new JobCreated(
                instance.ProcessInstance.Key,
                execution.NextKey(),
                instance.Key,
                instance.Element.Id,
                JobKind.BpmnElement,
                type,
                retries
            )
        );
        return null;
    }

    private static Failure? Retries(Execution execution, ElementInstance instance, JobDefinition job, out int retries)
    {
        retries = DefaultRetries;
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

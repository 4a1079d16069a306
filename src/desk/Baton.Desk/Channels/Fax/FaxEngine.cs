using Baton.Engine.Jobs;
using Baton.Feel;
using Baton.Runtime;
using Baton.Runtime.Jobs;

namespace Baton.Desk.Channels.Fax;

/// <summary>What the fax desk says to the engine and reads from it: the contract of the job type <c>baton.fax</c>.</summary>
internal static class FaxEngine
{
    public const string JobType = "baton.fax";

    private const string ScheduleHeader = "schedule";
    private const string AtOnce = "now";
    private const string NumberVariable = "faxNumber";

    /// <summary>True when the task says that it does not wait for a round.</summary>
    public static bool IsAtOnce(Job job) => job.Element.Element.Headers.GetValueOrDefault(ScheduleHeader) == AtOnce;

    /// <summary>The number as the task sees it: the variable of the nearest scope that has it; null when none has a text.</summary>
    public static string? Number(Job job)
    {
        for (var scope = job.Element; scope is not null; scope = scope.IsProcess ? null : scope.Scope)
        {
            if (scope.Variables.FirstOrDefault(variable => variable.Name == NumberVariable) is { } variable)
                return variable.Value.Kind == FeelKind.String && !string.IsNullOrWhiteSpace(variable.Value.AsString())
                    ? variable.Value.AsString()
                    : null;
        }

        return null;
    }

    public static ValueTask<Outcome<Done>> Complete(UnitOfWork unit, long jobKey, string number, string at) =>
        unit.Engine.CompleteJob(jobKey, FeelContext.Of((NumberVariable, number), ("faxSentAt", at), ("faxStatus", FaxCaseStatus.Sent)));

    public static ValueTask<Outcome<Done>> ThrowFailed(UnitOfWork unit, long jobKey, string number, string at, string reason) =>
        unit.Engine.ThrowJobError(
            new ThrowJobErrorRequest(jobKey, FaxOutcomes.ErrorCode)
            {
                ErrorMessage = reason,
                Variables = FeelContext.Of(
                    ("failedNumber", number),
                    ("failedAt", at),
                    ("failureReason", reason),
                    ("faxStatus", FaxCaseStatus.Failed)
                ),
            }
        );
}

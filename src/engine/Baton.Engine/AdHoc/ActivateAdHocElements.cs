using Baton.Engine.Compilation;
using Baton.Engine.Instances;
using Baton.Engine.SubProcesses;

namespace Baton.Engine.AdHoc;

/// <summary>Begins activities of a running ad-hoc sub-process.</summary>
/// <param name="AdHocKey">The element instance of the ad-hoc sub-process.</param>
/// <param name="Activations">What begins; at least one, the same activity may begin several times.</param>
/// <param name="CancelRemaining">Whether what runs in it is cut off first.</param>
public sealed record ActivateAdHocElements(long AdHocKey, IReadOnlyList<AdHocActivation> Activations, bool CancelRemaining) : EngineCommand;

/// <summary>Decides <see cref="ActivateAdHocElements"/>.</summary>
internal static class AdHocElementActivation
{
    public static Rejection? Start(Execution execution, ActivateAdHocElements command)
    {
        if (execution.State.ElementInstance(command.AdHocKey) is not { Element.Type: ElementType.AdHocSubProcess } adHoc)
        {
            return new Rejection(
                RejectionKind.NotFound,
                $"Expected to activate elements of ad-hoc sub-process {command.AdHocKey}, but no ad-hoc sub-process with this key is active."
            );
        }
        if (command.Activations.Count == 0)
        {
            return new Rejection(
                RejectionKind.InvalidArgument,
                $"Expected to activate elements of ad-hoc sub-process {adHoc.Key}, but none was given."
            );
        }
        if (AdHocActivations.Unknown(adHoc.Element, command.Activations) is { } unknown)
        {
            return new Rejection(RejectionKind.InvalidArgument, $"Expected to activate {unknown}");
        }
        if (adHoc.State != ElementState.Activated || adHoc.IsAdHocFulfilled || EventSubProcesses.Interrupted(adHoc))
        {
            return new Rejection(
                RejectionKind.InvalidState,
                $"Expected to activate elements of ad-hoc sub-process {adHoc.Key}, but it is ending."
            );
        }
        if (command.CancelRemaining)
        {
            execution.TerminateChildren(adHoc, null);
        }
        AdHocActivations.Begin(execution, adHoc, command.Activations);
        return null;
    }
}

using Baton.Desk.Cases;
using Baton.Desk.Cases.Assessing;
using Baton.Desk.Cases.Merging;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Cases.Ties;
using Baton.Desk.Worklists.Consultations;

namespace Baton.Web.Cases;

/// <summary>Icon and colour of what happened; the sentence beside them says it all.</summary>
internal static class TimelineLooks
{
    public static (string Icon, string Style) Of(string code) =>
        code switch
        {
            TimelineCodes.Opened => ("plus", "accent"),
            TimelineCodes.TaskCreated => ("work", ""),
            TimelineCodes.TaskClaimed => ("hand", ""),
            TimelineCodes.TaskReleased => ("release", ""),
            TimelineCodes.TaskTransferred => ("transfer", ""),
            TimelineCodes.TaskCompleted => ("check", "good"),
            TimelineCodes.TaskCanceled => ("cross", ""),
            TimelineCodes.Moved => ("clock", "warn"),
            TimelineCodes.Migrated => ("again", ""),
            TimelineCodes.StatusChanged => ("flag", ""),
            TimelineCodes.OpinionAdded or NoteCodes.Written => ("comment", ""),
            NoteCodes.WrittenForCustomer or PortalCodes.Registered or PortalCodes.Wrote => ("comment", "accent"),
            NoteCodes.AskedCustomer => ("comment", "warn"),
            NoteCodes.Solution => ("comment", "good"),
            PortalCodes.Rated => ("flag", "accent"),
            PortalCodes.CodeGiven => ("key", ""),
            NoteCodes.Corrected => ("edit", ""),
            TimelineCodes.AttachmentAdded or TimelineCodes.AttachmentVersionAdded => ("attach", ""),
            TimelineCodes.AttachmentInfected => ("shield", ""),
            TimelineCodes.AttachmentDeleted => ("trash", ""),
            TimelineCodes.KeywordsSet or TimelineCodes.KeywordsRemoved or TimelineCodes.Edited => ("edit", ""),
            TimelineCodes.Suspended => ("pause", "warn"),
            TimelineCodes.Resumed => ("play", ""),
            TimelineCodes.Aborted => ("stop", "bad"),
            TimelineCodes.Reopened => ("again", "accent"),
            TimelineCodes.Urged => ("urge", "warn"),
            TimelineCodes.Returned => ("back", "warn"),
            TimelineCodes.TaskDelegated => ("transfer", ""),
            TimelineCodes.TaskGivenBack or TimelineCodes.TaskTakenBack => ("back", ""),
            TimelineCodes.SolvedAtOnce => ("check", "good"),
            TimelineCodes.Closed => ("check", "good"),
            TimelineCodes.Canceled => ("cross", "bad"),
            TimelineCodes.IncidentRaised => ("alert", "bad"),
            TimelineCodes.IncidentResolved => ("check", "good"),
            TimelineCodes.AnswerSent => ("mail", "accent"),
            TimelineCodes.FaxQueued => ("fax", ""),
            TimelineCodes.FaxSent => ("fax", "good"),
            TimelineCodes.FaxFailed => ("fax", "bad"),
            TimelineCodes.FaxResend => ("fax", "accent"),
            ConsultationCodes.AskedOpinion or ConsultationCodes.AskedVote => ("comment", ""),
            ConsultationCodes.AskedSignBefore or ConsultationCodes.AskedSignAfter => ("edit", ""),
            ConsultationCodes.PartAnswered or ConsultationCodes.AllAnswered => ("comment", "good"),
            ConsultationCodes.VoteApproved or ConsultationCodes.AllSigned or ConsultationCodes.Confirmed => ("check", "good"),
            ConsultationCodes.VoteRefused or ConsultationCodes.SignRefused or ConsultationCodes.ConfirmationRefused => ("cross", "bad"),
            ConsultationCodes.AwaitsConfirmation => ("clock", "warn"),
            ConsultationCodes.PartWithdrawn or ConsultationCodes.ConsultationWithdrawn => ("release", ""),
            TieCodes.ChildLinked or TieCodes.ParentLinked => ("tree", ""),
            TieCodes.ChildUnlinked or TieCodes.ParentUnlinked => ("release", ""),
            TieCodes.ClosingRuleWait or TieCodes.ClosingRuleClose => ("tree", ""),
            TieCodes.WaitsForChildren => ("clock", "warn"),
            TieCodes.ClosedWithParent => ("stop", "bad"),
            MergeCodes.MergedInto or MergeCodes.TookIn => ("copy", "accent"),
            MergeCodes.MergeUndone or MergeCodes.GaveBack => ("again", "warn"),
            MergeCodes.SplitOff or MergeCodes.SplitFrom => ("flow", "accent"),
            AssessmentCodes.Assessed or AssessmentCodes.None => ("flag", ""),
            AssessmentCodes.Failed => ("alert", "warn"),
            _ => ("dot", ""),
        };
}

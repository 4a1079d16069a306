using System.Globalization;
using System.Text;
using Baton.Desk.Processes.Deploy;
using Baton.Desk.Storage;
using Baton.Runtime;
using Baton.Runtime.Deployments;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Designs.Deploying;

/// <summary>A text that is to become the newest version of a model.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ModelId">The id that its versions share.</param>
/// <param name="Text">The whole XML or JSON.</param>
/// <param name="ResourceName">The file name of its versions.</param>
/// <param name="Comment">Why; null for nothing said.</param>
internal sealed record NextVersion(DesignKind Kind, string ModelId, string Text, string ResourceName, string? Comment)
{
    public long? DesignKey { get; init; }

    /// <summary>The older version whose text it is again.</summary>
    public int? RolledBackTo { get; init; }
}

/// <summary>Hands texts to the engine's deployment and keeps who brought which version, and why.</summary>
internal sealed class DesignDeployer(IOptions<DesignOptions> options)
{
    /// <summary>Null where the design may be deployed as it is.</summary>
    public Problem? Refusal(Design design, string language) =>
        design.State switch
        {
            DesignState.Discarded => DesignTexts.Words.Rejected("design-discarded", language),
            DesignState.Deployed => DesignTexts.Words.Rejected("design-nothing-new", language),
            _ when options.Value.FourEyes && !(design.ApprovedBy is not null && design.IsApprovedByAnother) => DesignTexts.Words.Rejected(
                "design-four-eyes",
                language
            ),
            _ => null,
        };

    /// <summary>The number of the version that the text became; the caller saves.</summary>
    public static async ValueTask<Outcome<int>> Deploy(UnitOfWork unit, DeskDb db, NextVersion next, string userName, string language)
    {
        // The engine reads forms no further than their ids; the desk must be able to show them.
        if (
            next.Kind == DesignKind.Form
            && DesignChecks.Of(next.Kind, next.Text, language).Where(one => one.IsError).ToList() is { Count: > 0 } faults
        )
            return Problem.Invalid(
                "deployment.refused",
                string.Join('\n', faults.Select(one => one.Message)),
                faults.ConvertAll(one => new FieldProblem(one.ElementId ?? "text", "form", one.Message))
            );
        if (next.Kind == DesignKind.Form && DesignIdentity.Of(next.Kind, next.Text) is null)
            return Problem.Invalid("deployment.refused", DesignTexts.Words.Get("unreadable", language));
        var outcome = await unit.Engine.Deploy([new(next.ResourceName, Encoding.UTF8.GetBytes(next.Text))]);
        if (outcome.Problem is { } refused)
            return refused;
        var deployed = outcome.Value;
        var versions = Versions(next.Kind, deployed).ToList();
        // Keys grow: a version from before has a smaller one than this deployment.
        if (versions.TrueForAll(one => one.Key < deployed.DeploymentKey))
            return DesignTexts.Words.Rejected("design-nothing-new", language);
        foreach (var one in versions.Where(one => one.Key > deployed.DeploymentKey))
        {
            db.Add(
                new DesignDeployment
                {
                    Kind = next.Kind,
                    ModelId = one.Id,
                    Version = one.Version,
                    DeploymentKey = deployed.DeploymentKey,
                    By = userName,
                    At = unit.Now,
                    Comment = DesignGuard.Said(next.Comment),
                    DesignKey = next.DesignKey,
                    RolledBackTo = next.RolledBackTo,
                }
            );
        }
        var change = DeploymentChange.Of(deployed);
        if (DesignGuard.Said(next.Comment) is { } comment)
            change.After["comment"] = comment;
        if (next.RolledBackTo is { } older)
            change.After["rolledBackTo"] = older;
        db.Note(change);
        unit.Tell(DeskChanges.Designs);
        return versions.Where(one => one.Id == next.ModelId).Select(one => one.Version).FirstOrDefault(versions[0].Version);
    }

    /// <summary>The name of the file in which a design goes to the engine: that of the version it was drawn from, so that its versions stay together.</summary>
    public static string FileOf(Design design) => design.ResourceName ?? design.ModelId + DesignChecks.Ending(design.Kind);

    /// <summary>What becomes of a design that was deployed.</summary>
    public static void Note(DeskDb db, UnitOfWork unit, Design design, int version, string userName, string? comment)
    {
        design.ResourceName = FileOf(design);
        (design.State, design.DeployedVersion, design.BasedOnVersion) = (DesignState.Deployed, version, version);
        (design.DeployAt, design.DeployRegardless) = (null, false);
        (design.DeployFailure, design.Comment) = (null, DesignGuard.Said(comment));
        DesignGuard.Remark(db, unit, design, DesignDeed.Deployed, userName, comment);
        db.Note(
            DesignChange.Of(
                design,
                Storage.Auditing.AuditActions.Changed,
                ("version", version.ToString(CultureInfo.InvariantCulture)),
                ("comment", DesignGuard.Said(comment))
            )
        );
        DesignGuard.Tell(unit, design);
    }

    private static IEnumerable<(string Id, int Version, long Key)> Versions(DesignKind kind, Deployment deployed) =>
        kind switch
        {
            DesignKind.Process => deployed.Processes.Select(one => (one.ProcessId, one.Version, one.ProcessDefinitionKey)),
            DesignKind.Decision => deployed.DecisionRequirements.Select(one =>
                (one.DecisionRequirementsId, one.Version, one.DecisionRequirementsKey)
            ),
            _ => deployed.Forms.Select(one => (one.FormId, one.Version, one.FormKey)),
        };
}

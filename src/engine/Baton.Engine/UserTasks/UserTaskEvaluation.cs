using System.Globalization;
using Baton.Engine.Compilation;
using Baton.Engine.Deployments;
using Baton.Engine.Incidents;
using Baton.Engine.Instances;
using Baton.Engine.Timers;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Engine.UserTasks;

/// <summary>Evaluates what the model says of a user task when it is created.</summary>
internal static class UserTaskEvaluation
{
    public const int MaxPriority = 100;

    public static Failure? Evaluate(Execution execution, ElementInstance instance, out UserTaskDetails details, out string? assignee)
    {
        UserTaskDefinition task = instance.Element.UserTask!;
        details = new UserTaskDetails();
        Failure? failure = execution.Feel.OptionalText(task.Assignee, instance, "assignee", out assignee);
        assignee = string.IsNullOrWhiteSpace(assignee) ? null : assignee.Trim();
        IReadOnlyList<string> users = [];
        IReadOnlyList<string> groups = [];
        DateTimeOffset? due = null;
        DateTimeOffset? followUp = null;
        int priority = UserTaskDetails.DefaultPriority;
        long? formKey = null;
        string? externalForm = null;
        failure ??= Candidates(execution, instance, task.CandidateUsers, "candidate users", out users);
        failure ??= Candidates(execution, instance, task.CandidateGroups, "candidate groups", out groups);
        failure ??= Date(execution, instance, task.DueDate, "due date", out due);
        failure ??= Date(execution, instance, task.FollowUpDate, "follow-up date", out followUp);
        failure ??= Priority(execution, instance, task.Priority, out priority);
        failure ??= Form(execution, instance, task, out formKey);
        failure ??= execution.Feel.OptionalText(task.ExternalForm, instance, "external form reference", out externalForm);
        details = new UserTaskDetails
        {
            CandidateUsers = users,
            CandidateGroups = groups,
            DueDate = due,
            FollowUpDate = followUp,
            Priority = priority,
            FormKey = formKey,
            ExternalForm = externalForm,
        };
        return failure;
    }

    private static Failure? Candidates(
        Execution execution,
        ElementInstance instance,
        TextExpression? text,
        string purpose,
        out IReadOnlyList<string> names
    )
    {
        names = [];
        if (text is null)
        {
            return null;
        }
        if (execution.Feel.Evaluate(text, instance, purpose, out FeelValue value) is { } failure)
        {
            return failure;
        }
        switch (value.Kind)
        {
            case FeelKind.Null:
                return null;
            case FeelKind.String:
                names = value.AsString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                return null;
            case FeelKind.List:
                var list = new List<string>();
                foreach (FeelValue item in value.AsList())
                {
                    if (item.Kind != FeelKind.String)
                    {
                        return ExpressionScope.Unexpected(purpose, text.Source, "a list of texts", value);
                    }
                    list.Add(item.AsString());
                }
                names = list;
                return null;
            default:
                return ExpressionScope.Unexpected(purpose, text.Source, "a list of texts", value);
        }
    }

    private static Failure? Date(
        Execution execution,
        ElementInstance instance,
        TextExpression? text,
        string purpose,
        out DateTimeOffset? date
    )
    {
        date = null;
        if (text is null)
        {
            return null;
        }
        if (execution.Feel.Evaluate(text, instance, purpose, out FeelValue value) is { } failure)
        {
            return failure;
        }
        if (value.IsNull || (value.Kind == FeelKind.String && value.AsString().Length == 0))
        {
            return null;
        }
        if (!IsoInstant.TryFrom(value, execution.Context.Zone, out DateTimeOffset instant))
        {
            return ExpressionScope.Unexpected(purpose, text.Source, "a date and time with zone", value);
        }
        date = instant;
        return null;
    }

    private static Failure? Priority(Execution execution, ElementInstance instance, TextExpression? text, out int priority)
    {
        priority = UserTaskDetails.DefaultPriority;
        if (text is null)
        {
            return null;
        }
        if (execution.Feel.Evaluate(text, instance, "priority", out FeelValue value) is { } failure)
        {
            return failure;
        }
        long whole = -1;
        bool isNumber = value.Kind switch
        {
            FeelKind.Null => true,
            FeelKind.Number => value.AsNumber().TryToInt64(out whole),
            FeelKind.String => long.TryParse(value.AsString(), NumberStyles.None, CultureInfo.InvariantCulture, out whole),
            _ => false,
        };
        if (value.IsNull)
        {
            return null;
        }
        priority = (int)Math.Clamp(whole, 0, MaxPriority);
        return isNumber && priority == whole
            ? null
            : ExpressionScope.Unexpected("priority", text.Source, "a whole number from 0 to 100", value);
    }

    private static Failure? Form(Execution execution, ElementInstance instance, UserTaskDefinition task, out long? formKey)
    {
        formKey = null;
        if (task.FormId is null)
        {
            return null;
        }
        if (execution.Feel.Text(task.FormId, instance, "form id", out string formId) is { } failure)
        {
            return failure;
        }
        var binding = new ResourceBinding(task.FormBinding, instance.Definition.DeploymentKey, task.FormVersionTag);
        if (execution.Context.Catalog.Form(formId, binding) is not { } form)
        {
            return new Failure(
                IncidentType.FormNotFound,
                $"Expected to show form '{formId}', but no such form is deployed ({binding.Kind}). Deploy it, then resolve the incident."
            );
        }
        formKey = form.Key;
        return null;
    }
}

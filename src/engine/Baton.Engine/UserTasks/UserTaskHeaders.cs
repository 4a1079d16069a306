using System.Globalization;
using Baton.Feel;

namespace Baton.Engine.UserTasks;

/// <summary>What a user task says about itself as headers of a job, under names that no model may use for anything else.</summary>
public static class UserTaskHeaders
{
    /// <summary>The type of the job that a user task is for an outside task list.</summary>
    public const string JobType = Prefix + "userTask";

    private const string Prefix = "io.camunda.zeebe:";

    /// <summary>The headers of a user task that is a job. Lists stand as JSON, instants as ISO 8601 in UTC; what is not given has none.</summary>
    internal static IReadOnlyDictionary<string, string> Of(UserTaskDetails details, string? assignee)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(headers, "assignee", assignee);
        Add(headers, "candidateGroups", List(details.CandidateGroups));
        Add(headers, "candidateUsers", List(details.CandidateUsers));
        Add(headers, "dueDate", details.DueDate?.ToString("O", CultureInfo.InvariantCulture));
        Add(headers, "followUpDate", details.FollowUpDate?.ToString("O", CultureInfo.InvariantCulture));
        Add(headers, "formKey", details.FormKey?.ToString(CultureInfo.InvariantCulture) ?? details.ExternalForm);
        return headers;
    }

    /// <summary>Adds a header under its reserved name; null is left out.</summary>
    public static void Add(IDictionary<string, string> headers, string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (value is not null)
        {
            headers[Prefix + name] = value;
        }
    }

    /// <summary>A list of texts as one header; null when it is empty.</summary>
    public static string? List(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts.Count == 0 ? null : FeelJson.ToJson(FeelValue.From(FeelList.From(texts.Select(FeelValue.From))));
    }
}

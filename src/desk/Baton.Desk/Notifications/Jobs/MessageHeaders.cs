using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Recipients;

namespace Baton.Desk.Notifications.Jobs;

/// <summary>The headers of tasks that send messages.</summary>
internal static class MessageHeaders
{
    public const string Template = "template";

    private static readonly string[] Lists = ["to", "cc", "bcc"];

    /// <summary>By which channels; mail where nothing is said.</summary>
    public static IReadOnlyList<string> Channels(IReadOnlyDictionary<string, string> headers) =>
        RecipientRule.Split(headers.GetValueOrDefault("channels") ?? MessageChannels.Mail);

    /// <summary>What a model says wrong; null when it can be carried out.</summary>
    public static string? Fault(IReadOnlyDictionary<string, string> headers)
    {
        if (string.IsNullOrWhiteSpace(headers.GetValueOrDefault(Template)))
            return $"Expected the header '{Template}' on a task of the type {MessageJobs.JobType}.";
        if (Channels(headers).FirstOrDefault(channel => !MessageChannels.All.Contains(channel, StringComparer.Ordinal)) is { } unknown)
            return $"Expected channels of {string.Join(", ", MessageChannels.All)} in the header 'channels', but found '{unknown}'.";
        if (Lists.All(list => string.IsNullOrWhiteSpace(headers.GetValueOrDefault(list))))
            return $"Expected receivers in the header 'to', 'cc' or 'bcc' on a task of the type {MessageJobs.JobType}.";
        foreach (var list in Lists)
        {
            foreach (var rule in RecipientRule.Split(headers.GetValueOrDefault(list)))
            {
                if (RecipientRule.Parse(rule, out var fault) is null)
                    return $"Header '{list}': {fault}";
            }
        }
        return null;
    }
}

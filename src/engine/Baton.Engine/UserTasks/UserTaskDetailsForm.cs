using Baton.Engine.Journal;

namespace Baton.Engine.UserTasks;

/// <summary>How the details of a user task stand in the journal.</summary>
internal static class UserTaskDetailsForm
{
    public static void Write(JournalWriter writer, UserTaskDetails details)
    {
        writer.Texts(details.CandidateUsers);
        writer.Texts(details.CandidateGroups);
        writer.Time(details.DueDate);
        writer.Time(details.FollowUpDate);
        writer.Signed(details.Priority);
        writer.OptionalKey(details.FormKey);
        writer.Text(details.ExternalForm);
    }

    public static UserTaskDetails Read(ref JournalReader reader) =>
        new()
        {
            CandidateUsers = reader.Texts(),
            CandidateGroups = reader.Texts(),
            DueDate = reader.Time(),
            FollowUpDate = reader.Time(),
            Priority = (int)reader.Signed(),
            FormKey = reader.OptionalKey(),
            ExternalForm = reader.OptionalText(),
        };
}

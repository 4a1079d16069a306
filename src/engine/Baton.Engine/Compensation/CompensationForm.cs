using Baton.Engine.Compilation;
using Baton.Engine.Instances;
using Baton.Engine.Journal;

namespace Baton.Engine.Compensation;

/// <summary>Compensable activities and running handlers in a snapshot.</summary>
internal static class CompensationForm
{
    public static void Write(JournalWriter writer, IReadOnlyList<CompensableActivity> activities)
    {
        writer.Count(activities.Count);
        foreach (CompensableActivity activity in activities)
        {
            writer.Key(activity.Key);
            writer.Text(activity.Activity.Id);
            writer.Byte((byte)activity.Activity.Type);
            writer.Variables(activity.Variables);
            Write(writer, activity.Inner);
        }
    }

    public static List<CompensableActivity> Read(ref JournalReader reader, ExecutableProcess process)
    {
        int count = reader.Count();
        var activities = new List<CompensableActivity>(count);
        for (int i = 0; i < count; i++)
        {
            long key = reader.Key();
            ExecutableElement activity = process.Element(reader.Text(), (ElementType)reader.Byte());
            Feel.FeelContext variables = reader.Variables();
            activities.Add(new CompensableActivity(key, activity, Read(ref reader, process), variables));
        }
        return activities;
    }

    public static void Write(JournalWriter writer, IReadOnlyList<PlannedHandler> handlers)
    {
        writer.Count(handlers.Count);
        foreach (PlannedHandler handler in handlers)
        {
            writer.Text(handler.ElementId);
            writer.Key(handler.ActivityKey);
            writer.Variables(handler.Variables);
        }
    }

    public static List<PlannedHandler> ReadPlanned(ref JournalReader reader)
    {
        var handlers = new List<PlannedHandler>();
        for (int count = reader.Count(); count > 0; count--)
        {
            handlers.Add(new PlannedHandler(reader.Text(), reader.Key(), reader.Variables()));
        }
        return handlers;
    }

    /// <summary>Which handlers run for which events; written last, as both must be there when it is read.</summary>
    public static void WriteHandlers(JournalWriter writer, InstanceState state)
    {
        ElementInstance[] handlers = [.. state.ElementInstances.Where(each => each.Compensates is not null).OrderBy(each => each.Key)];
        writer.Count(handlers.Length);
        foreach (ElementInstance handler in handlers)
        {
            writer.Key(handler.Key);
            writer.Key(handler.Compensates!.Key);
        }
    }

    public static void ReadHandlers(ref JournalReader reader, InstanceState state)
    {
        for (int count = reader.Count(); count > 0; count--)
        {
            ElementInstance handler = state.Require(reader.Key());
            handler.CompensateFor(state.Require(reader.Key()));
        }
    }
}

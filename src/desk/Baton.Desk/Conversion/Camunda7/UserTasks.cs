using System.Globalization;

namespace Baton.Desk.Conversion.Camunda7;

/// <summary>Who gets a task, until when, and with which form.</summary>
internal static class UserTasks
{
    private const int Highest = 100;

    public static void Convert(Element task)
    {
        task.Says("userTask");
        Assignment(task);
        Schedule(task);
        Priority(task);
        Form(task);
        foreach (
            var owner in task
                .Xml.Elements(ModelNames.BpmnXml + "potentialOwner")
                .Concat(task.Xml.Elements(ModelNames.BpmnXml + "humanPerformer"))
                .ToList()
        )
        {
            task.ToDo("owner", owner.Value.Trim());
            owner.Remove();
        }
    }

    /// <summary>Also of start events.</summary>
    public static void Form(Element element)
    {
        var (formRef, binding, version) = (element.Take("formRef"), element.Take("formRefBinding"), element.Take("formRefVersion"));
        var formKey = element.Take("formKey");
        if (formRef is not null)
        {
            if (element.Value("formRef", formRef) is { } id)
            {
                element.Says("formDefinition", ("formId", id), ("bindingType", binding == "deployment" ? "deployment" : null));
                element.Converted($"formRef = {formRef}", $"formId = {id}");
            }
            if (version is not null)
                element.ToDo("pinned-version", $"formRefVersion = {version}");
        }
        else if (formKey is not null)
            element.ToDo("form-key", formKey);
        foreach (var data in element.TakeAll("formData"))
            element.ToDo(
                "form-data",
                string.Join(", ", data.Elements(ModelNames.Camunda + "formField").Select(field => (string?)field.Attribute("id")))
            );
    }

    private static void Assignment(Element task)
    {
        foreach (var name in new[] { "assignee", "candidateGroups", "candidateUsers" })
        {
            if (task.Take(name) is not { } was)
                continue;
            // A list in which only a part is an expression has no literal form; one that is an expression as a whole gives a list.
            if (was.Contains(',', StringComparison.Ordinal) && Juel.JuelTemplate.IsExpression(was) && !IsOneExpression(was))
            {
                task.ToDo("mixed-list", $"{name} = {was}");
                continue;
            }
            if (task.Value(name, was) is not { } value)
                continue;
            task.Says("assignmentDefinition", (name, value));
            task.Converted($"{name} = {was}", $"{name} = {value}");
        }
    }

    private static bool IsOneExpression(string text) =>
        text.EndsWith('}') && text.IndexOf('{', StringComparison.Ordinal) == 1 && text.LastIndexOf('{') == 1;

    private static void Schedule(Element task)
    {
        foreach (var name in new[] { "dueDate", "followUpDate" })
        {
            if (task.Take(name) is not { } was || task.Value(name, was) is not { } value)
                continue;
            if (
                !value.StartsWith('=')
                && !DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            )
            {
                task.ToDo("date", $"{name} = {was}");
                continue;
            }
            task.Says("taskSchedule", (name, value));
            task.Converted($"{name} = {was}", $"{name} = {value}");
        }
    }

    private static void Priority(Element task)
    {
        if (task.Take("priority") is not { } was || task.Value("priority", was) is not { } value)
            return;
        if (
            !value.StartsWith('=')
            && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Highest)
        )
        {
            task.ToDo("priority", was);
            return;
        }
        task.Says("priorityDefinition", ("priority", value));
        task.Converted($"priority = {was}", $"priority = {value}");
    }
}

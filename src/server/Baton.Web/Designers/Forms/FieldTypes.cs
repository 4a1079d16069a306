namespace Baton.Web.Designers.Forms;

/// <summary>The components that the desk renders and checks, by their names in form-js; the editor offers no others.</summary>
internal static class FieldTypes
{
    public static IReadOnlyList<string> All { get; } =
    ["textfield", "textarea", "number", "datetime", "select", "radio", "checklist", "checkbox", "text"];

    public static string NameOf(string? type) =>
        type switch
        {
            "textfield" => FormEditorTexts.TypeTextField,
            "textarea" => FormEditorTexts.TypeTextArea,
            "number" => FormEditorTexts.TypeNumber,
            "datetime" => FormEditorTexts.TypeDateTime,
            "select" => FormEditorTexts.TypeSelect,
            "radio" => FormEditorTexts.TypeRadio,
            "checklist" or "taglist" => FormEditorTexts.TypeChecklist,
            "checkbox" => FormEditorTexts.TypeCheckbox,
            "text" => FormEditorTexts.TypeText,
            _ => type ?? "",
        };

    public static bool HasChoices(string? type) => type is "select" or "radio" or "checklist" or "taglist";

    public static bool IsField(string? type) =>
        type is not null and not "text" && All.Append("taglist").Contains(type, StringComparer.Ordinal);
}

using Baton.Desk.Texts;
using Baton.Runtime;

namespace Baton.Desk.Operations;

/// <summary>The names that people know processes and their elements by.</summary>
internal sealed class ModelWords(BatonRuntime runtime, PackWords words, string language)
{
    /// <summary>A reading of the words in the language of the user.</summary>
    public static async Task<ModelWords> Read(BatonRuntime runtime, PackTexts texts, DeskUser user, CancellationToken ct) =>
        new(runtime, await texts.Words(ct), user.Language);

    /// <summary>The name of a process; its id where it has none.</summary>
    public string Process(string processId, string? nameInModel) => words.Process(processId, nameInModel, language);

    /// <summary>The name of an element; its id where it has none.</summary>
    public string Element(long definitionKey, string elementId)
    {
        var definition = runtime.Catalog.Process(definitionKey);
        var name = definition?.Process.Element(elementId)?.Name;
        return words.Element(definition?.ProcessId ?? "", elementId, string.IsNullOrEmpty(name) ? elementId : name, language);
    }
}

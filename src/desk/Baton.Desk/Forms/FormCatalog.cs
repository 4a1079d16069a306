using System.Collections.Concurrent;
using System.Globalization;
using Baton.Runtime.Search;

namespace Baton.Desk.Forms;

/// <summary>The forms that were deployed with processes, each version read once. What is the latest may change; a version never does.</summary>
public sealed class FormCatalog(EngineSearch search)
{
    private readonly ConcurrentDictionary<long, FormSchema> _byKey = new();

    /// <summary>The newest version of the form; null when there is none.</summary>
    public async Task<FormSchema?> Latest(string formId, CancellationToken ct) => Schema(await search.LatestForm(formId, ct));

    /// <summary>The version with this key; null when there is none.</summary>
    public async Task<FormSchema?> ByKey(long formKey, CancellationToken ct) =>
        _byKey.TryGetValue(formKey, out var known) ? known : Schema(await search.Form(formKey, ct));

    private FormSchema? Schema(FormRow? row) => row is null ? null : _byKey.GetOrAdd(row.FormKey, static (_, form) => Parse(form), row);

    private static FormSchema Parse(FormRow row)
    {
        var form = FormReader.Read(row.Schema);
        return form.Problem is null
            ? form.Value
            : throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The deployed form {row.FormId} ({row.FormKey}) cannot be read: {form.Problem.Detail}"
                )
            );
    }
}

using Baton.Desk.Forms;
using Baton.Runtime;

namespace Baton.Desk.Cases.Portal;

/// <summary>The part of a case type's form that customers see. Pure.</summary>
internal static class PortalForm
{
    /// <summary>The components that are marked for customers. Choices that come from the organisation are not theirs to see.</summary>
    public static FormSchema Of(FormSchema whole) =>
        whole with
        {
            Components =
            [
                .. whole
                    .At(CaseEntries.Desk)
                    .Components.Where(one => one is { IsForCustomer: true, Source: FormSource.Form, ReadOnly: false }),
            ],
        };

    /// <summary>Why a customer could not fill in the form, by the key of the field; a form that cannot be read has no faults here.</summary>
    public static IEnumerable<FieldProblem> Faults(string json)
    {
        var form = FormReader.Read(json);
        if (form.Problem is not null)
            yield break;
        foreach (var field in form.Value.At(CaseEntries.Desk).Fields)
        {
            if (field is { IsForCustomer: true, Source: not FormSource.Form })
                yield return new(
                    field.Key,
                    "source",
                    $"Expected choices of the form's own for customers, but '{field.Key}' takes them from the organisation."
                );
            if (field is { IsForCustomer: false, ReadOnly: false, Rules.Required: true })
                yield return new(
                    field.Key,
                    "required",
                    $"Expected the property portal = true, because '{field.Key}' is required and customers may register this case type."
                );
        }
    }
}

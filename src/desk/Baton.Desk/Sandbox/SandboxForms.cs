using Baton.Desk.Forms;

namespace Baton.Desk.Sandbox;

/// <summary>Forms as the sandbox checks them.</summary>
internal static class SandboxForms
{
    /// <summary>Whoever may be chosen in the desk is not looked up here: a field for a person takes any name.</summary>
    public static FormSchema WithoutDirectory(FormSchema form) =>
        form.Components.Any(component => component.Source == FormSource.People)
            ? form with
            {
                Components =
                [
                    .. form.Components.Select(component =>
                        component.Source == FormSource.People
                            ? component with
                            {
                                Source = FormSource.Form,
                                Type = FormComponentType.TextField,
                            }
                            : component
                    ),
                ],
            }
            : form;
}

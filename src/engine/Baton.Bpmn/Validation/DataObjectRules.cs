namespace Baton.Bpmn.Validation;

/// <summary>Data objects that are variables have a name that a variable can have, once in a scope.</summary>
internal static class DataObjectRules
{
    public static void Check(ScopeView scope, Findings findings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (DataObject data in scope.Container.DataObjects)
        {
            if (!ExtensionRules.IsVariable(data.Variable))
            {
                string message =
                    $"The data object '{data.Id}' is to be the variable '{data.Variable}', which is not the name of one. Use letters, digits and _ as name of baton:variable.";
                findings.Error(DiagnosticCodes.DataObjectName, data.Id, data.Line, data.Column, message);
            }
            else if (!seen.Add(data.Variable))
            {
                string message =
                    $"The data object '{data.Id}' is the second one in '{scope.Container.Id}' for the variable '{data.Variable}'. Keep one or rename it.";
                findings.Error(DiagnosticCodes.DataObjectName, data.Id, data.Line, data.Column, message);
            }
        }
    }
}

namespace Baton.Web.Cases;

/// <summary>Words for what a child takes from its parent.</summary>
internal static class TieNames
{
    public static string OfCopied(string name) =>
        name switch
        {
            "description" => TieTexts.CopyDescription,
            "category" => TieTexts.CopyCategory,
            "department" => TieTexts.CopyDepartment,
            "unitManager" => TieTexts.CopyUnitManager,
            _ => TieTexts.CopyForm,
        };
}

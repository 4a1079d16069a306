using Baton.Desk.Organisation.Import;

namespace Baton.Web.Organisation;

/// <summary>What becomes of a line, in the reader's words.</summary>
internal static class ImportChanges
{
    public static string Name(ImportChange change) =>
        change switch
        {
            ImportChange.New => StaffImportTexts.New,
            ImportChange.Changed => StaffImportTexts.Changed,
            ImportChange.Refused => StaffImportTexts.Refused,
            _ => StaffImportTexts.Unchanged,
        };
}

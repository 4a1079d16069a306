using Baton.Desk.Customers.Import;

namespace Baton.Web.Customers;

/// <summary>The words for what columns of an import hold and for what becomes of lines.</summary>
internal static class ImportFieldNames
{
    public static string Of(string field) =>
        field switch
        {
            ImportFields.Number => CustomerTexts.Number,
            ImportFields.Name => CustomerTexts.Name,
            ImportFields.Kind => CustomerTexts.Kind,
            ImportFields.Tier => CustomerTexts.Tier,
            ImportFields.Phones => CustomerTexts.Phones,
            ImportFields.Faxes => ImportTexts.Fax,
            ImportFields.Emails => ImportTexts.Mail,
            ImportFields.Addresses => CustomerTexts.AddressText,
            ImportFields.Organisation => ImportTexts.OrganisationNumber,
            ImportFields.KeyAccountManager => ImportTexts.ManagerUserName,
            ImportFields.Language => CustomerTexts.Language,
            ImportFields.Remark => CustomerTexts.Remark,
            _ => field,
        };

    public static string Result(string result) =>
        result switch
        {
            ImportResults.New => ImportTexts.ResultNew,
            ImportResults.Changed => ImportTexts.ResultChanged,
            ImportResults.Unchanged => ImportTexts.ResultUnchanged,
            _ => ImportTexts.ResultRefused,
        };
}

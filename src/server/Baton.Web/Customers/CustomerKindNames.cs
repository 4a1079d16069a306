using Baton.Desk.Customers;

namespace Baton.Web.Customers;

/// <summary>Names of the kinds of customers.</summary>
internal static class CustomerKindNames
{
    public static string Of(string kind) =>
        kind switch
        {
            CustomerKinds.Organisation => CustomerTexts.KindOrganisation,
            CustomerKinds.Authority => CustomerTexts.KindAuthority,
            CustomerKinds.Staff => CustomerTexts.KindStaff,
            _ => CustomerTexts.KindPerson,
        };
}

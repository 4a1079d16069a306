using Baton.Desk.Customers;

namespace Baton.Web.Contacts;

/// <summary>The number or address of a sender as people read it.</summary>
internal static class SenderName
{
    public static string Of(string? from) =>
        from is null ? ContactTexts.Withheld
        : from.StartsWith('+') ? Telephone.Display(from)
        : from;
}

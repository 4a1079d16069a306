using Baton.Desk.Texts;

namespace Baton.Desk.Customers;

/// <summary>The sentences about customers, from the resources beside this file.</summary>
internal static class CustomerTexts
{
    public static TextSet Words { get; } = new(typeof(CustomerTexts));
}

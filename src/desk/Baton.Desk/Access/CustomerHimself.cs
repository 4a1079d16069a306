using Baton.Desk.Texts;

namespace Baton.Desk.Access;

/// <summary>Stands for the customer wherever the desk keeps who did something, as he has no account of the desk.</summary>
internal static class CustomerHimself
{
    /// <summary>In the place of a user name. Its brackets cannot stand in the name of a user, so nobody is ever taken for the customer.</summary>
    public const string UserName = "(customer)";

    /// <summary>What people read in the place of a person's name.</summary>
    public static string Name(string language) => DeskTexts.Get("customer-himself", language);
}

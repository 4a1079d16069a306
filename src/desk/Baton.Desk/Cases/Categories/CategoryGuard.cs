namespace Baton.Desk.Cases.Categories;

/// <summary>Who keeps the category tree: whoever administers the organisation as a whole, since the tree belongs to no unit.</summary>
public static class CategoryGuard
{
    public static bool MayKeep(DeskUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.MayIn(Permissions.AdministerOrganisation, null);
    }
}

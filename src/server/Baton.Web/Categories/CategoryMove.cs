namespace Baton.Web.Categories;

/// <summary>Where somebody wants a category to lie.</summary>
/// <param name="Code">The category.</param>
/// <param name="Parent">Null for the top.</param>
/// <param name="Before">The neighbour that it is to stand before; null for the last place.</param>
/// <param name="SortOrder">The order that it is to have exactly; null where the neighbour says it.</param>
public sealed record CategoryMove(string Code, string? Parent, string? Before, int? SortOrder = null);

using Baton.Desk.Texts;

namespace Baton.Desk.Cases.Categories;

/// <summary>The sentences about the category tree, from the resources beside this file.</summary>
internal static class CategoryTexts
{
    public static TextSet Words { get; } = new(typeof(CategoryTexts));
}

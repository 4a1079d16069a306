using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Cases.Categories;

/// <summary>The category tree in the hands of people: adding, renaming, moving, retiring, files.</summary>
internal static class CategoriesModule
{
    public static IServiceCollection AddCategories(this IServiceCollection services) =>
        services
            .AddSingleton<ListKeptCategories>()
            .AddSingleton<AddCategory>()
            .AddSingleton<SaveCategory>()
            .AddSingleton<MoveCategory>()
            .AddSingleton<PreviewRetirement>()
            .AddSingleton<RetireCategory>()
            .AddSingleton<RestoreCategory>()
            .AddSingleton<ResetCategory>()
            .AddSingleton<ExportCategories>()
            .AddSingleton<ImportCategories>();

    public static void MapCategories(this IEndpointRouteBuilder routes)
    {
        ListKeptCategories.Map(routes);
        AddCategory.Map(routes);
        SaveCategory.Map(routes);
        MoveCategory.Map(routes);
        PreviewRetirement.Map(routes);
        RetireCategory.Map(routes);
        RestoreCategory.Map(routes);
        ResetCategory.Map(routes);
        ExportCategories.Map(routes);
        ImportCategories.Map(routes);
    }
}

using Baton.Desk.Processes.Decisions;
using Baton.Desk.Processes.Deploy;
using Baton.Desk.Processes.ImportPack;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Processes;

/// <summary>Solution packs and the definitions they bring.</summary>
public static class ProcessesModule
{
    public static IServiceCollection AddProcesses(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DemoOptions>().Bind(configuration.GetSection(DemoOptions.Section));
        services.AddSingleton<PackDemoData>();
        services.AddSingleton<PackFieldRights>();
        services.AddSingleton(provider => new ImportPack.ImportPack(
            provider.GetRequiredService<BatonRuntime>(),
            provider.GetRequiredService<PackDemoData>(),
            provider.GetRequiredService<PackFieldRights>(),
            provider.GetRequiredService<PackTexts>(),
            provider.GetRequiredService<IOptions<DemoOptions>>()
        ));
        services.AddSingleton<DeployModels>();
        services.AddSingleton<ExportPack.ExportPack>();
        services.AddSingleton<ListPacks.ListPacks>();
        services.AddSingleton<ProcessDefinitions.ListProcessDefinitions>();
        services.AddSingleton<ProcessDefinitions.ShowProcessXml>();
        services.AddSingleton<ListDecisions>();
        services.AddSingleton<ShowDecision>();
        services.AddSingleton<TryDecision>();
        return services;
    }

    public static void MapProcesses(this IEndpointRouteBuilder routes)
    {
        ImportPack.ImportPack.Map(routes);
        ExportPack.ExportPack.Map(routes);
        ListPacks.ListPacks.Map(routes);
        ProcessDefinitions.ListProcessDefinitions.Map(routes);
        ProcessDefinitions.ShowProcessXml.Map(routes);
        ListDecisions.Map(routes);
        ShowDecision.Map(routes);
        TryDecision.Map(routes);
    }
}

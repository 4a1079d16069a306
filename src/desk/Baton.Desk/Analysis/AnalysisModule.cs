using Baton.Desk.Analysis.Export;
using Baton.Desk.Analysis.Show;
using Baton.Desk.Analysis.Traces;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Baton.Runtime.Search;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Analysis;

/// <summary>How processes really go: ways, times, bottlenecks, and their events for other tools.</summary>
public static class AnalysisModule
{
    public static IServiceCollection AddAnalysis(this IServiceCollection services) =>
        services
            .AddSingleton<TraceReader>()
            .AddSingleton<ListAnalysedProcesses>()
            .AddSingleton(provider => new AnalyseProcess(
                provider.GetRequiredService<EngineSearch>(),
                provider.GetRequiredService<TraceReader>(),
                provider.GetRequiredService<DeskReader>(),
                provider.GetRequiredService<PackTexts>(),
                provider.GetRequiredService<TimeProvider>()
            ))
            .AddSingleton(provider => new ListAnalysedInstances(
                provider.GetRequiredService<EngineSearch>(),
                provider.GetRequiredService<TraceReader>(),
                provider.GetRequiredService<DeskReader>()
            ))
            .AddSingleton(provider => new ExportEvents(
                provider.GetRequiredService<EngineSearch>(),
                provider.GetRequiredService<TraceReader>(),
                provider.GetRequiredService<DeskReader>(),
                provider.GetRequiredService<PackTexts>(),
                provider.GetRequiredService<BatonRuntime>()
            ));

    public static void MapAnalysis(this IEndpointRouteBuilder routes)
    {
        ListAnalysedProcesses.Map(routes);
        AnalyseProcess.Map(routes);
        ListAnalysedInstances.Map(routes);
        ExportEvents.Map(routes);
    }
}

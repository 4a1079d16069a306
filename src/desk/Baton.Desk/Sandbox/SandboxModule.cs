using Baton.Desk.Designs.Deploying;
using Baton.Desk.Forms;
using Baton.Desk.Sandbox.Runs;
using Baton.Desk.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Sandbox;

/// <summary>Drafts are tried before they go live, and runs are kept to try them again.</summary>
public static class SandboxModule
{
    public static IServiceCollection AddSandbox(this IServiceCollection services) =>
        services
            .AddSingleton<LoadModels>()
            .AddSingleton(provider => new PlaySandbox(
                provider.GetRequiredService<LoadModels>(),
                provider.GetRequiredService<TimeProvider>()
            ))
            .AddSingleton(provider => new OfferStart(
                provider.GetRequiredService<LoadModels>(),
                provider.GetRequiredService<DeskReader>(),
                provider.GetRequiredService<FormCatalog>(),
                provider.GetRequiredService<FormChoices>()
            ))
            .AddSingleton<TakeCaseValues>()
            .AddSingleton<ListBesideDrafts>()
            .AddSingleton<ListTestRuns>()
            .AddSingleton<SaveTestRun>()
            .AddSingleton<DeleteTestRun>()
            .AddSingleton(provider => new TestRuns(provider.GetRequiredService<LoadModels>(), provider.GetRequiredService<DeskReader>()))
            // Asked for when it is called: the runtime knows the work that calls it before there is anything that plays.
            .AddSingleton<DeploymentTrial>(provider =>
                (user, design, ct) => provider.GetRequiredService<TestRuns>().FirstDifference(user, design, ct)
            );

    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        PlaySandbox.Map(routes);
        OfferStart.Map(routes);
        TakeCaseValues.Map(routes);
        ListBesideDrafts.Map(routes);
        ListTestRuns.Map(routes);
        SaveTestRun.Map(routes);
        DeleteTestRun.Map(routes);
        TestRuns.Map(routes);
    }
}

using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Operations;

/// <summary>What operators look at and do: running instances, what stops them, and what waits.</summary>
public static class OperationsModule
{
    public static IServiceCollection AddOperations(this IServiceCollection services) =>
        services
            .AddSingleton<ShowOperations>()
            .AddSingleton<ShowProcess>()
            .AddSingleton<ListInstances>()
            .AddSingleton<ShowInstance>()
            .AddSingleton<ShowJournal>()
            .AddSingleton<CancelInstance>()
            .AddSingleton<SetVariable>()
            .AddSingleton<MoveTokens>()
            .AddSingleton<ListIncidents>()
            .AddSingleton<RetryIncident>()
            .AddSingleton<ListJobs>()
            .AddSingleton<SetRetries>()
            .AddSingleton<ListTimers>()
            .AddSingleton<ListSubscriptions>()
            .AddSingleton<ListLetters>()
            .AddSingleton<ResendLetter>()
            .AddSingleton<StartBatch>()
            .AddSingleton<ListBatches>()
            .AddSingleton<ShowBatch>()
            .AddSingleton<SteerBatch>();

    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        ShowOperations.Map(routes);
        ShowProcess.Map(routes);
        ListInstances.Map(routes);
        ShowInstance.Map(routes);
        ShowJournal.Map(routes);
        CancelInstance.Map(routes);
        SetVariable.Map(routes);
        MoveTokens.Map(routes);
        ListIncidents.Map(routes);
        RetryIncident.Map(routes);
        ListJobs.Map(routes);
        SetRetries.Map(routes);
        ListTimers.Map(routes);
        ListSubscriptions.Map(routes);
        ListLetters.Map(routes);
        ResendLetter.Map(routes);
        StartBatch.Map(routes);
        ListBatches.Map(routes);
        ShowBatch.Map(routes);
        SteerBatch.Map(routes);
    }
}

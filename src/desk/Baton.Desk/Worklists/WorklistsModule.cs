using Baton.Desk.Cases.Retention;
using Baton.Desk.Worklists.Consultations;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Worklists;

/// <summary>The tasks of people: finding, claiming, handing on, finishing.</summary>
public static class WorklistsModule
{
    public static IServiceCollection AddWorklists(this IServiceCollection services) =>
        services
            .AddSingleton<TaskCommand>()
            .AddSingleton<ShowWorklist>()
            .AddSingleton<ShowTask>()
            .AddSingleton<ClaimTask>()
            .AddSingleton<ReleaseTask>()
            .AddSingleton<TransferTask>()
            .AddSingleton<DelegateTask>()
            .AddSingleton<TakeBackTask>()
            .AddSingleton<GiveBackTask>()
            .AddSingleton<ReturnTask>()
            .AddSingleton<CompleteTask>()
            .AddSingleton<ListConsultations>()
            .AddSingleton<AskOthers>()
            .AddSingleton<ConsultationCommand>()
            .AddSingleton<ChangeParties>()
            .AddSingleton<ICaseBelongings, CaseConsultations>();

    public static void MapWorklists(this IEndpointRouteBuilder routes)
    {
        ShowWorklist.Map(routes);
        ShowTask.Map(routes);
        ClaimTask.Map(routes);
        ReleaseTask.Map(routes);
        TransferTask.Map(routes);
        DelegateTask.Map(routes);
        GiveBackTask.Map(routes);
        ReturnTask.Map(routes);
        CompleteTask.Map(routes);
        ListConsultations.Map(routes);
        AskOthers.Map(routes);
        ChangeParties.Map(routes);
    }
}

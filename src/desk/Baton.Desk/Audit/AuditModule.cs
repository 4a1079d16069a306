using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Desk.Audit;

/// <summary>Reading and checking the log of what administrators changed; it is written by whoever saves.</summary>
public static class AuditModule
{
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton<ListAudit>().AddSingleton<ExportAudit>().AddSingleton<VerifyAudit>().AddSingleton<NoteSettings>();

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        ListAudit.Map(routes);
        ExportAudit.Map(routes);
        VerifyAudit.Map(routes);
    }
}

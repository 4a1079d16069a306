using Baton.Desk.Cases.Attachments;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Forms;
using Baton.Desk.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Web;

/// <summary>Web forms: what customers write on the organisation's sites becomes a contact, or a case.</summary>
internal static class WebFormModule
{
    public static IServiceCollection AddWebForms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebFormOptions>().Bind(configuration.GetSection(WebFormOptions.Section)).ValidateOnStart();
        services.AddDataProtection();
        return services
            .AddSingleton<IValidateOptions<WebFormOptions>, WebFormOptions.Check>()
            .AddSingleton<WebFormTokens>()
            .AddSingleton<WebFormLimits>()
            .AddSingleton<WebFormContacts>()
            .AddSingleton<WebFormConfirmation>()
            .AddSingleton<ListWebForms>()
            .AddSingleton<SaveWebForm>()
            // Their constructors are not public, as what they need is not.
            .AddSingleton(provider => new ShowWebForm(
                provider.GetRequiredService<DeskReader>(),
                provider.GetRequiredService<FormCatalog>(),
                provider.GetRequiredService<WebFormTokens>(),
                provider.GetRequiredService<IOptions<WebFormOptions>>()
            ))
            .AddSingleton(provider => new SubmitWebForm(
                provider.GetRequiredService<ShowWebForm>(),
                provider.GetRequiredService<DeskReader>(),
                provider.GetRequiredService<WebFormTokens>(),
                provider.GetRequiredService<WebFormLimits>(),
                provider.GetRequiredService<WebFormContacts>(),
                provider.GetRequiredService<WebFormConfirmation>(),
                provider.GetRequiredService<ReceiveContact>(),
                provider.GetRequiredService<AttachmentIntake>(),
                provider.GetRequiredService<IOptions<WebFormOptions>>(),
                provider.GetRequiredService<IOptions<DeskOptions>>(),
                provider.GetRequiredService<TimeProvider>()
            ));
    }

    public static void MapWebForms(this IEndpointRouteBuilder routes)
    {
        ListWebForms.Map(routes);
        SaveWebForm.Map(routes);
        WebFormRoutes.Map(routes);
    }
}

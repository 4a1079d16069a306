using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Baton.Desk.Access;
using Baton.Desk.Analysis;
using Baton.Desk.Audit;
using Baton.Desk.Bulk;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Following;
using Baton.Desk.Channels.Drop;
using Baton.Desk.Channels.Fax;
using Baton.Desk.Channels.Folders;
using Baton.Desk.Channels.Mail;
using Baton.Desk.Channels.Sms;
using Baton.Desk.Channels.Soap;
using Baton.Desk.Channels.Telephony;
using Baton.Desk.Channels.Web;
using Baton.Desk.Channels.Xml;
using Baton.Desk.Connectors;
using Baton.Desk.Contacts;
using Baton.Desk.Conversion;
using Baton.Desk.Customers;
using Baton.Desk.Designs;
using Baton.Desk.Designs.Palette;
using Baton.Desk.Documents;
using Baton.Desk.Feeds;
using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Desk.Notifications;
using Baton.Desk.Notifications.Drivers;
using Baton.Desk.Operations;
using Baton.Desk.Organisation;
using Baton.Desk.Outbound;
using Baton.Desk.Phrases;
using Baton.Desk.Processes;
using Baton.Desk.Sandbox;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Files;
using Baton.Desk.Texts;
using Baton.Desk.ThirdParties;
using Baton.Desk.TimeLimits;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.Versions;
using Baton.Desk.Webhooks;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Baton.Runtime.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Desk;

/// <summary>The desk as a whole: what the server adds and maps.</summary>
public static class DeskModule
{
    /// <summary>Adds all of the desk's rooms. The runtime and its storage are added by the host.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.Configure<DeskOptions>(configuration.GetSection(DeskOptions.Section));
        services.Configure<DeskOptions>(options => options.DataDirectory = configuration["Data:Directory"] ?? options.DataDirectory);
        services.Configure<JsonOptions>(ConfigureJson);
        return services
            .Configure<OutboundOptions>(configuration.GetSection(OutboundOptions.Section))
            .AddSingleton<IValidateOptions<OutboundOptions>, OutboundOptionsCheck>()
            .AddSingleton<OutboundHttp>()
            .AddSingleton<DeskReader>()
            .AddSingleton(Files)
            .AddSingleton<DeskChanges>()
            .AddHostedService<DeskChanges.Link>()
            .AddSingleton<PackTexts>()
            .AddSingleton<IUnitParticipant, CaseFollower>()
            .AddSingleton(DeskSchema.Preparation)
            .AddSingleton(SqliteStatistics.Work())
            .AddForms()
            .AddAccess()
            .AddOrganisation()
            .AddAudit()
            .AddCustomers(configuration)
            .AddContacts(configuration)
            .AddCases(configuration)
            .AddPhrases()
            .AddThirdParties()
            .AddCalendars(configuration)
            .AddWorklists()
            .AddBulk()
            .AddNotifications(configuration)
            .AddMessageDrivers(configuration)
            .AddTimeLimits()
            .AddDocuments(configuration)
            .AddProcesses(configuration)
            .AddDesigns(configuration)
            .AddDesignPalette()
            .AddDrafts()
            .AddVersions()
            .AddConversion()
            .AddSandbox()
            .AddOperations()
            .AddAnalysis()
            .AddFax(configuration)
            .AddSmsIn(configuration)
            .AddWebForms(configuration)
            .AddTelephony(configuration)
            .AddContactFolders(configuration)
            .AddCaseExchange()
            .AddSoap()
            .AddDrop(configuration)
            .AddMailIn(configuration)
            .AddConnectors()
            .AddFeeds(configuration)
            // After all that change something at the end of a unit: it tells of that too.
            .AddWebhooks(configuration);
    }

    /// <summary>Maps the desk's routes below <c>/api</c>.</summary>
    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Desk");
        api.MapAccess();
        api.MapOrganisation();
        api.MapAudit();
        api.MapCustomers();
        api.MapContacts();
        api.MapForms();
        api.MapCases();
        api.MapPhrases();
        api.MapThirdParties();
        api.MapCalendars();
        api.MapWorklists();
        api.MapBulk();
        api.MapNotifications();
        api.MapMessageDrivers();
        api.MapTimeLimits();
        api.MapProcesses();
        api.MapDesigns();
        api.MapDesignPalette();
        api.MapDrafts();
        api.MapVersions();
        api.MapConversion();
        api.MapSandbox();
        api.MapOperations();
        api.MapAnalysis();
        api.MapFax();
        api.MapSmsIn();
        api.MapWebForms();
        api.MapTelephony();
        api.MapCaseExchange();
        api.MapSoap();
        ShowDrop.Map(api);
        api.MapMailIn();
        api.MapWebhooks();
        api.MapFeeds();
        routes.MapFeedPages();
        api.MapConnectors();
    }

    /// <summary>A database that others use as well means that there may be other servers, which need the files too.</summary>
    private static IFileStore Files(IServiceProvider provider) =>
        provider.GetRequiredService<BatonStorage>().IsExclusive
            ? ActivatorUtilities.CreateInstance<FolderFiles>(provider)
            : ActivatorUtilities.CreateInstance<DatabaseFiles>(provider);

    private static void ConfigureJson(JsonOptions options)
    {
        options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase));
        options.SerializerOptions.TypeInfoResolver = (
            options.SerializerOptions.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()
        ).WithAddedModifier(KeysAsText.Apply);
    }
}

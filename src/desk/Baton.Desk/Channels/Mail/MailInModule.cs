using Baton.Desk.Cases.Retention;
using Baton.Desk.Channels.Mail.Answers;
using Baton.Desk.Channels.Mail.Fetching;
using Baton.Desk.Channels.Mail.Mailboxes;
using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Channels.Mail.Taking;
using Baton.Desk.Channels.Mail.Threading;
using Baton.Desk.Channels.Mail.Work;
using Baton.Desk.Notifications.Drivers;
using Baton.Runtime.Outbox;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Mail;

/// <summary>Mail in: mailboxes are read, their mails become contacts, and answers find their cases.</summary>
public static class MailInModule
{
    public static IServiceCollection AddMailIn(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<MailboxOptions>().Bind(configuration.GetSection(MailboxOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailboxOptions>, MailboxOptionsCheck>();
        services.AddSingleton<MailboxSecrets>().AddSingleton<MailConnections>().AddSingleton<MailboxBell>();
        services.AddSingleton<FetchMails>().AddSingleton<TakeMails>().AddSingleton<MailboxRun>().AddHostedService<MailboxRuns>();
        services.AddSingleton<MailKeys>().AddSingleton<MailRules>().AddSingleton<ReplyPaths>();
        services.AddSingleton<ReplyPathOf>(provider => provider.GetRequiredService<ReplyPaths>().Find);
        services.AddSingleton<ListMailboxes>().AddSingleton(Save).AddSingleton(Try);
        services.AddSingleton<ListMails>().AddSingleton(Retry).AddSingleton<DownloadMail>();
        services.AddSingleton<WorkLetters>().AddSingleton<WorkAnswers>();
        services.AddSingleton<IOutboxDriver>(provider => new WorkMails(
            new(() => (provider.GetRequiredService<Storage.DeskReader>(), provider.GetRequiredService<WorkLetters>()))
        ));
        services.AddSingleton<DraftAnswer>().AddSingleton<FillAnswer>();
        services.AddSingleton(Answers).AddSingleton<ICaseBelongings, CaseMails>();
        return services;
    }

    public static void MapMailIn(this IEndpointRouteBuilder routes)
    {
        ListMailboxes.Map(routes);
        SaveMailbox.Map(routes);
        TryMailbox.Map(routes);
        ListMails.Map(routes);
        RetryMail.Map(routes);
        DownloadMail.Map(routes);
        DraftAnswer.Map(routes);
        FillAnswer.Map(routes);
        AnswerByMail.Map(routes);
    }

    private static SaveMailbox Save(IServiceProvider provider) =>
        new(
            provider.GetRequiredService<Runtime.BatonRuntime>(),
            provider.GetRequiredService<MailboxSecrets>(),
            provider.GetRequiredService<IOptions<MailboxOptions>>()
        );

    private static TryMailbox Try(IServiceProvider provider) =>
        new(
            provider.GetRequiredService<Storage.DeskReader>(),
            provider.GetRequiredService<MailConnections>(),
            provider.GetRequiredService<MailboxSecrets>(),
            provider.GetRequiredService<MailboxBell>()
        );

    private static AnswerByMail Answers(IServiceProvider provider) =>
        new(
            provider.GetRequiredService<Runtime.BatonRuntime>(),
            provider.GetRequiredService<Notifications.Messages.MessageDesk>(),
            provider.GetRequiredService<IOptions<DeskOptions>>()
        );

    private static RetryMail Retry(IServiceProvider provider) =>
        new(provider.GetRequiredService<Runtime.BatonRuntime>(), provider.GetRequiredService<MailboxBell>());
}

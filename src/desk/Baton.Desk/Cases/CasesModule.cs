using Baton.Desk.Cases.Assessing;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Attachments.Previews;
using Baton.Desk.Cases.Attachments.Scanning;
using Baton.Desk.Cases.Attachments.Versions;
using Baton.Desk.Cases.CallBacks;
using Baton.Desk.Cases.Care;
using Baton.Desk.Cases.Categories;
using Baton.Desk.Cases.Drafts;
using Baton.Desk.Cases.Export;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Cases.Keywords;
using Baton.Desk.Cases.Likely;
using Baton.Desk.Cases.Merging;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Cases.Presence;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Cases.Steering;
using Baton.Desk.Cases.Ties;
using Baton.Desk.Cases.Types;
using Baton.Desk.Cases.Views;
using Baton.Desk.Cases.Watching;
using Baton.Runtime;
using Baton.Runtime.Outbox;
using Baton.Runtime.Storage;
using Baton.Runtime.Workers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases;

/// <summary>Cases: opening, finding, reading, correcting; what is attached to them and written on them.</summary>
public static class CasesModule
{
    public static IServiceCollection AddCases(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ScannerOptions>().Bind(configuration.GetSection(ScannerOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ScannerOptions>, ScannerOptionsCheck>();
        return services
            .AddPortal(configuration)
            .AddCategories()
            .AddSingleton<ListKeptCaseTypes>()
            .AddSingleton<SaveCaseType>()
            .AddSingleton<CaseProcess>()
            .AddSingleton(CaseHistory.Keeper)
            .AddSingleton<ListCaseTypes>()
            .AddSingleton<ListCategories>()
            .AddSingleton<CaseDecisions>()
            .AddSingleton<AssessCase>()
            .AddSingleton<ListSeverities>()
            .AddSingleton<OpenCase>()
            .AddSingleton<FindLikelyCases>()
            .AddSingleton<GuardedWords>()
            .AddSingleton<SearchCases>()
            .AddSingleton<ExportRuns>()
            .AddSingleton<ExportCases>()
            .AddSingleton<ListViews>()
            .AddSingleton<SaveView>()
            .AddSingleton<DeleteView>()
            .AddSingleton<ChooseDefaultView>()
            .AddSingleton<ShowCase>()
            .AddSingleton<EditCase>()
            .AddSingleton<AddOpinion>()
            .AddSingleton<CaseCommand>()
            .AddSingleton<SuspendCase>()
            .AddSingleton<ResumeCase>()
            .AddSingleton<AbortCase>()
            .AddSingleton<ReopenCase>()
            .AddSingleton<UrgeCase>()
            .AddSingleton<WatchCase>()
            .AddSingleton<SetKeywords>()
            .AddSingleton<WriteNote>()
            .AddSingleton<CorrectNote>()
            .AddSingleton<FindMentionable>()
            .AddSingleton<ICaseBelongings, CaseNoteBelongings>()
            .AddSingleton<PromiseCallBack>()
            .AddSingleton<EndCallBack>()
            .AddSingleton<ListCallBacks>()
            .AddSingleton<CallBackReminders>()
            .AddSingleton(provider => provider.GetRequiredService<CallBackReminders>().Work)
            .AddSingleton<ICaseBelongings, CallBackBelongings>()
            .AddSingleton<OpenCareCases>()
            .AddSingleton<CareWorker>()
            .AddJobWorker<CareWorker>()
            .AddSingleton<CasePresence>()
            .AddSingleton<ShowPresence>()
            .AddSingleton<FindKeywords>()
            .AddSingleton<ListSteps>()
            .AddSingleton<MergeCase>()
            .AddSingleton<UnmergeCase>()
            .AddSingleton<SplitCase>()
            .AddSingleton<TieCommand>()
            .AddSingleton<LinkChild>()
            .AddSingleton<ChooseClosingRule>()
            .AddSingleton<OpenChild>()
            .AddSingleton<AttachmentStore>()
            .AddSingleton(provider => UnusedFiles.Work(provider.GetRequiredService<BatonStorage>()))
            .AddSingleton<CaseErasure>()
            .AddSingleton<CaseForgetting>()
            .AddSingleton<CaseLine>()
            .AddSingleton<CaseRetention>()
            .AddSingleton(provider => provider.GetRequiredService<CaseRetention>().Work)
            .AddSingleton<CaseFiles>()
            .AddSingleton<IOutboxDriver>(provider => new CaseFilesOutbox(new(provider.GetRequiredService<CaseFiles>)))
            .AddSingleton(Preview)
            .AddSingleton<AttachmentIntake>()
            .AddSingleton<VirusScanner>()
            .AddSingleton<LateScan>()
            .AddSingleton<IOutboxDriver>(provider => new LateScanOutbox(new(provider.GetRequiredService<LateScan>)))
            .AddSingleton<UploadAttachment>()
            .AddSingleton<AddAttachmentVersion>()
            .AddSingleton<ListAttachmentVersions>()
            .AddSingleton<DownloadAttachment>()
            .AddSingleton<PreviewAttachment>()
            .AddSingleton<DeleteAttachment>()
            .AddSingleton<SaveDraft>()
            .AddSingleton<GetDraft>()
            .AddSingleton<ListDrafts>()
            .AddSingleton<DeleteDraft>();
    }

    private static CaseHistoryPreview Preview(IServiceProvider provider) =>
        new(
            provider.GetRequiredService<BatonRuntime>(),
            provider.GetRequiredService<IOptions<DeskOptions>>().Value.History,
            provider.GetRequiredService<CaseErasure>(),
            provider.GetRequiredService<CaseLine>()
        );

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        ListCaseTypes.Map(routes);
        ListCategories.Map(routes);
        OpenCase.Map(routes);
        FindLikelyCases.Map(routes);
        AssessCase.Map(routes);
        ListSeverities.Map(routes);
        SearchCases.Map(routes);
        ExportCases.Map(routes);
        ListViews.Map(routes);
        SaveView.Map(routes);
        DeleteView.Map(routes);
        ChooseDefaultView.Map(routes);
        ShowCase.Map(routes);
        EditCase.Map(routes);
        AddOpinion.Map(routes);
        SuspendCase.Map(routes);
        ResumeCase.Map(routes);
        AbortCase.Map(routes);
        ReopenCase.Map(routes);
        UrgeCase.Map(routes);
        WatchCase.Map(routes);
        SetKeywords.Map(routes);
        WriteNote.Map(routes);
        CorrectNote.Map(routes);
        FindMentionable.Map(routes);
        PromiseCallBack.Map(routes);
        EndCallBack.Map(routes);
        ListCallBacks.Map(routes);
        ShowPresence.Map(routes);
        FindKeywords.Map(routes);
        ListSteps.Map(routes);
        MergeCase.Map(routes);
        UnmergeCase.Map(routes);
        SplitCase.Map(routes);
        LinkChild.Map(routes);
        ChooseClosingRule.Map(routes);
        OpenChild.Map(routes);
        UploadAttachment.Map(routes);
        AddAttachmentVersion.Map(routes);
        ListAttachmentVersions.Map(routes);
        DownloadAttachment.Map(routes);
        PreviewAttachment.Map(routes);
        DeleteAttachment.Map(routes);
        SaveDraft.Map(routes);
        GetDraft.Map(routes);
        ListDrafts.Map(routes);
        DeleteDraft.Map(routes);
        routes.MapCategories();
        ListKeptCaseTypes.Map(routes);
        SaveCaseType.Map(routes);
        routes.MapPortal();
    }
}

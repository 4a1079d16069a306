using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Templates;

/// <summary>A template to look at before it is saved.</summary>
/// <param name="Content">As it stands in the editor.</param>
/// <param name="CaseNumber">A case that the reader may read, by number or key; null for a sample.</param>
/// <param name="Language">en, zh-Hans or zh-Hant; the reader's own when null.</param>
public sealed record PreviewTemplateRequest(TemplateContent Content, string? CaseNumber = null, string? Language = null)
{
    [JsonIgnore]
    public string Code { get; init; } = "";
}

/// <summary>A message as it would be.</summary>
public sealed record TemplatePreview(string Subject, string Text, string? Html, string Sms);

/// <summary>Fills a template with a case that the reader may read, or with a sample; or sends it to the reader himself.</summary>
public sealed class PreviewTemplate
{
    private readonly DeskReader _reader;
    private readonly BatonRuntime _runtime;
    private readonly MessageDesk _desk;
    private readonly DeskOptions _options;

    internal PreviewTemplate(DeskReader reader, BatonRuntime runtime, MessageDesk desk, IOptions<DeskOptions> options) =>
        (_reader, _runtime, _desk, _options) = (reader, runtime, desk, options.Value);

    public async Task<Outcome<TemplatePreview>> Handle(DeskUser user, PreviewTemplateRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageMessages))
            return Problems.Forbidden(user.Language);
        if (TemplateProblems.Of(request.Content, user.Language) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        var language = Languages.All.Contains(request.Language) ? request.Language! : user.Language;
        return await _reader.Read<Outcome<TemplatePreview>>(
            async db =>
            {
                var row = await Case(db, user, request, ct);
                if (row is null && !string.IsNullOrWhiteSpace(request.CaseNumber))
                    return Problems.NotFound("case", user.Language);
                var task = await Task(db, row, ct);
                var known = await MessageFacts.Load(db, _options, row is null ? [] : [row], task is { } taskKey ? [taskKey] : [], ct);
                var facts = known.Of(row, Order(user, request, row, "preview", task), db.Now);
                var template = new ShelvedTemplate(request.Code, request.Content, 0);
                var mail = Words(MessageChannels.Mail);
                var sms = Words(MessageChannels.Sms);
                if ((mail.Fault ?? sms.Fault) is { } fault)
                    return Problems.Invalid(user.Language, new FieldProblem("text", "liquid", fault.Message));
                return new TemplatePreview(mail.Subject, mail.Text, mail.Html, sms.Text);

                MessageWording Words(string channel) =>
                    MessageWording.Of(
                        template,
                        request.Code,
                        channel,
                        language,
                        facts,
                        user.DisplayName,
                        _options.Zone(TimeProvider.System)
                    );
            },
            ct
        );
    }

    /// <summary>Sends the mail to the reader himself, as the gateway would send it.</summary>
    public async Task<Outcome<Done>> Send(DeskUser user, PreviewTemplateRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageMessages))
            return Problems.Forbidden(user.Language);
        if (TemplateProblems.Of(request.Content, user.Language) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await _runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await Case(db, user, request, ct);
                if (row is null && !string.IsNullOrWhiteSpace(request.CaseNumber))
                    return Problems.NotFound("case", user.Language);
                if (!await db.Users.AnyAsync(one => one.UserName == user.UserName && one.Email != null, ct))
                    return MessageTexts.Words.Rejected("template-no-mail", user.Language);
                var id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"test:{unit.NextKey()}");
                var template = new ShelvedTemplate(request.Code, request.Content with { IsUrgent = true }, 0);
                await _desk.Order(
                    unit,
                    db,
                    Order(user, request, row, id, await Task(db, row, ct)) with
                    {
                        CaseKey = null,
                    },
                    template,
                    row,
                    ct
                );
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }

    private static async Task<Case?> Case(DeskDb db, DeskUser user, PreviewTemplateRequest request, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(request.CaseNumber) ? null : await CaseGuard.Find(db, user, request.CaseNumber.Trim(), ct);

    private static async Task<long?> Task(DeskDb db, Case? row, CancellationToken ct) =>
        row is null
            ? null
            : await db
                .WorkItems.Where(item => item.CaseKey == row.Key)
                .OrderByDescending(item => item.Key)
                .Select(item => (long?)item.Key)
                .FirstOrDefaultAsync(ct);

    /// <summary>What a real order would bring is a sample; of a real case what is known of it stands in its place.</summary>
    private static MessageOrder Order(DeskUser user, PreviewTemplateRequest request, Case? row, string id, long? taskKey)
    {
        var sample = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var one in TemplateVariables.All.Concat(TemplateVariables.OfAgent))
        {
            var parts = one.Name.Split('.');
            if (parts.Length == 1)
                sample[one.Name] = one.Sample;
            else if (sample.GetValueOrDefault(parts[0]) is JsonObject known)
                known[parts[1]] = MessageValues.Keep(one.Sample);
            else
                sample[parts[0]] = new JsonObject { [parts[1]] = MessageValues.Keep(one.Sample) };
        }
        foreach (var name in request.Content.Values)
            sample[name] = name;
        return new()
        {
            Id = id,
            Template = request.Code,
            Channels = [MessageChannels.Mail],
            To = [Addressee.User(user.UserName)],
            CaseKey = row?.Key,
            TaskKey = taskKey,
            Values = sample,
        };
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/message-templates/{code}/preview",
                async (string code, PreviewTemplateRequest request, DeskUser user, PreviewTemplate handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request with { Code = code }, ct))
            )
            .RequirePermission(Permissions.ManageMessages)
            .Describe(
                "PreviewMessageTemplate",
                "A template of messages filled with a case or a sample",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<TemplatePreview>();
        routes
            .MapPost(
                "/message-templates/{code}/test",
                async (string code, PreviewTemplateRequest request, DeskUser user, PreviewTemplate handler, CancellationToken ct) =>
                    Answer.NoContent(await handler.Send(user, request with { Code = code }, ct))
            )
            .RequirePermission(Permissions.ManageMessages)
            .Describe(
                "TestMessageTemplate",
                "Send a template of messages to myself",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces(StatusCodes.Status204NoContent);
    }
}

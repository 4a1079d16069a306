using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Forms;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Web;

/// <summary>What somebody writes into a web form.</summary>
/// <param name="Name">What he is called.</param>
/// <param name="Subject">What it is about, in a line.</param>
/// <param name="Description">What happened; 5,000 characters at most.</param>
public sealed record SubmitWebFormRequest(string? Name, string? Subject, string? Description)
{
    /// <summary>In any notation; this or <see cref="Email"/> is needed.</summary>
    public string? Phone { get; init; }
    public string? Email { get; init; }

    /// <summary>The fields of the form; others are not taken.</summary>
    public JsonObject? Form { get; init; }

    /// <summary>As it came with the form.</summary>
    public string? Token { get; init; }

    /// <summary>A field that people do not see; must be empty.</summary>
    public string? Website { get; init; }

    /// <summary>Files that come along.</summary>
    [JsonIgnore]
    public IReadOnlyList<CustomerFile> Files { get; init; } = [];

    /// <summary>The fields of a page's form, where they came so.</summary>
    [JsonIgnore]
    public IFormCollection? Sent { get; init; }

    /// <summary>What the fields of a page's form say.</summary>
    public static SubmitWebFormRequest Of(IFormCollection sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return new(sent["name"].ToString(), sent["subject"].ToString(), sent["description"].ToString())
        {
            Phone = sent["phone"].ToString(),
            Email = sent["email"].ToString(),
            Token = sent["token"].ToString(),
            Website = sent["website"].ToString(),
            Sent = sent,
            // Browsers send an empty one where none was chosen.
            Files =
            [
                .. sent
                    .Files.Where(file => file.FileName.Length > 0)
                    .Select(file => new CustomerFile(file.FileName, file.OpenReadStream(), file.Length)),
            ],
        };
    }
}

/// <summary>What was sent has come in.</summary>
/// <param name="Number">Of the case, or of the contact that waits for a person.</param>
/// <param name="IsCase">A case was opened.</param>
/// <param name="IsRepeat">It had been sent before with this token; nothing was taken again.</param>
/// <param name="Thanks">What the form says then; may be empty.</param>
public sealed record WebFormReceipt(string Number, bool IsCase, bool IsRepeat, string Thanks);

/// <summary>
/// Takes in what somebody wrote into a web form, once for each form that was given out: it waits in the inbox, or becomes a case at once. What looks as
/// if a machine wrote it is refused with words by which a person gets on.
/// </summary>
public sealed class SubmitWebForm
{
    /// <summary>It came sooner than a person writes.</summary>
    public const string TooQuick = "too-quick";

    /// <summary>The form was given out too long ago, or not at all.</summary>
    public const string TooOld = "too-old";

    /// <summary>A field that people do not see was filled in.</summary>
    public const string HiddenField = "hidden-field";

    private readonly ShowWebForm _show;
    private readonly DeskReader _reader;
    private readonly WebFormTokens _tokens;
    private readonly WebFormLimits _limits;
    private readonly WebFormContacts _contacts;
    private readonly WebFormConfirmation _confirmation;
    private readonly ReceiveContact _receive;
    private readonly AttachmentIntake _intake;
    private readonly IOptions<WebFormOptions> _options;
    private readonly IOptions<DeskOptions> _desk;
    private readonly TimeProvider _clock;

    internal SubmitWebForm(
        ShowWebForm show,
        DeskReader reader,
        WebFormTokens tokens,
        WebFormLimits limits,
        WebFormContacts contacts,
        WebFormConfirmation confirmation,
        ReceiveContact receive,
        AttachmentIntake intake,
        IOptions<WebFormOptions> options,
        IOptions<DeskOptions> desk,
        TimeProvider clock
    )
    {
        (_show, _reader, _tokens, _limits, _contacts, _confirmation) = (show, reader, tokens, limits, contacts, confirmation);
        (_receive, _intake, _options, _desk, _clock) = (receive, intake, options, desk, clock);
    }

    public async Task<Outcome<WebFormReceipt>> Handle(PortalCaller caller, string code, SubmitWebFormRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (await _show.Find(code, ct) is not { } form)
            return WebFormTexts.Words.NotFound(caller.Language);
        if (_limits.Send(caller, code) is { } tooMany)
            return tooMany;
        if (Guard(caller, form, request) is { Problem: { } refused })
            return refused;
        var token = _tokens.Read(code, request.Token)!;
        if (await Earlier(form, token, ct) is { } earlier)
            return Receipt(caller, form, earlier with { As = ReceivedAs.Known });

        var fields = await _show.Fields(form, ct);
        var written = Written(caller, form, request, fields);
        if (written.Problem is { } invalid)
            return invalid;
        var files = await CustomerFiles.Take(_intake, caller.AsUser(), request.Files, _ => Task.FromResult<Problem?>(null), ct);
        if (files.Problem is { } unfit)
            return unfit;
        var arrived = await _contacts.Of(form, token, written.Value, _clock.GetUtcNow(), ct);
        var received = await _receive.Handle(arrived with { Files = files.Value }, ct);
        if (received.Problem is { } problem)
            return problem;
        if (written.Value.Email is { } mail && received.Value.As != ReceivedAs.Known)
            await _confirmation.Send(form, received.Value, mail, caller.Language, ct);
        return Receipt(caller, form, received.Value);
    }

    /// <summary>Why a person is not believed to have sent it; says what to do.</summary>
    private Outcome<Done> Guard(PortalCaller caller, WebForm form, SubmitWebFormRequest request)
    {
        if (!string.IsNullOrEmpty(request.Website))
            return WebFormTexts.Words.Rejected(HiddenField, caller.Language);
        var now = _clock.GetUtcNow();
        if (_tokens.Read(form.Code, request.Token) is not { } token || now - token.MadeAt > TimeSpan.FromHours(_options.Value.MaxHours))
            return WebFormTexts.Words.Rejected(TooOld, caller.Language);
        return now - token.MadeAt < TimeSpan.FromSeconds(_options.Value.MinSeconds)
            ? WebFormTexts.Words.Rejected(TooQuick, caller.Language)
            : Done.Outcome;
    }

    private Outcome<Registration> Written(PortalCaller caller, WebForm form, SubmitWebFormRequest request, FormSchema fields)
    {
        var asked = new RegisterCaseRequest(form.CaseType, request.Name ?? "", request.Subject ?? "", request.Description ?? "")
        {
            Phone = request.Phone,
            Email = request.Email,
            Form = request.Sent is { } sent ? WebFormValues.Of(fields, sent) : request.Form,
            Files = request.Files,
        };
        var bounds = new PortalOptions { FilesMax = _options.Value.FilesMax };
        return Registration.Check(asked, new(true, fields, true), bounds, caller.Language, _desk.Value.DefaultRegion);
    }

    /// <summary>What the same token brought before; null for the first time.</summary>
    private Task<Received?> Earlier(WebForm form, WebFormToken token, CancellationToken ct)
    {
        var source = WebFormContacts.Source(form);
        return _reader.Read(
            async db =>
            {
                var row = await db
                    .IncomingContacts.AsNoTracking()
                    .SingleOrDefaultAsync(one => one.Source == source && one.SourceId == token.Once, ct);
                if (row is null)
                    return null;
                var number = await db.Cases.Where(one => one.Key == row.CaseKey).Select(one => one.Number).SingleOrDefaultAsync(ct);
                return new Received(row.Key, ReceivedAs.Known, number);
            },
            ct
        );
    }

    private static WebFormReceipt Receipt(PortalCaller caller, WebForm form, Received received) =>
        new(
            received.CaseNumber ?? WebFormConfirmation.Number(received),
            received.CaseNumber is not null,
            received.As == ReceivedAs.Known,
            form.Thanks.In(caller.Language)
        );
}

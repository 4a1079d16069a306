using System.Text.Json.Serialization;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Forms;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Web;

/// <summary>A web form as whoever fills it in gets it.</summary>
/// <param name="Code">Its name in addresses.</param>
/// <param name="Name">Its title, in the reader's language.</param>
/// <param name="Lead">Stands above the fields; may be empty.</param>
/// <param name="Form">The fields beside those that each form has; null when there are none.</param>
/// <param name="FilesMax">How many files may come along.</param>
/// <param name="Token">Is sent back with what was filled in; each serves once.</param>
public sealed record OfferedWebForm(string Code, string Name, string Lead, FormSchema? Form, int FilesMax, string Token)
{
    /// <summary>Sites that may show it.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Sites { get; init; } = [];
}

/// <summary>Gives a web form out to whoever is to fill it in.</summary>
public sealed class ShowWebForm
{
    private readonly DeskReader _reader;
    private readonly FormCatalog _forms;
    private readonly WebFormTokens _tokens;
    private readonly IOptions<WebFormOptions> _options;

    internal ShowWebForm(DeskReader reader, FormCatalog forms, WebFormTokens tokens, IOptions<WebFormOptions> options) =>
        (_reader, _forms, _tokens, _options) = (reader, forms, tokens, options);

    public async Task<Outcome<OfferedWebForm>> Handle(PortalCaller caller, string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (await Find(code, ct) is not { } row)
            return WebFormTexts.Words.NotFound(caller.Language);
        var form = await Fields(row, ct);
        return new OfferedWebForm(
            row.Code,
            row.Name.In(caller.Language),
            row.Lead.In(caller.Language),
            form.Components.Count > 0 ? form : null,
            _options.Value.FilesMax,
            _tokens.Issue(row.Code)
        )
        {
            Sites = row.SiteList(),
        };
    }

    /// <summary>Sites that may show the form; none where there is no such form.</summary>
    public async Task<IReadOnlyList<string>> Sites(string code, CancellationToken ct) => (await Find(code, ct))?.SiteList() ?? [];

    /// <summary>Null for one that is not there or takes nothing in.</summary>
    internal Task<WebForm?> Find(string code, CancellationToken ct) =>
        _reader.Read(db => db.Set<WebForm>().AsNoTracking().SingleOrDefaultAsync(one => one.Code == code && one.IsActive, ct), ct);

    /// <summary>The fields that are marked for customers.</summary>
    internal async Task<FormSchema> Fields(WebForm row, CancellationToken ct)
    {
        var formId = await _reader.Read(
            db => db.CaseTypes.Where(one => one.Code == row.CaseType && !one.IsRetired).Select(one => one.FormId).SingleOrDefaultAsync(ct),
            ct
        );
        var whole = formId is null ? null : await _forms.Latest(formId, ct);
        return whole is null ? FormSchema.Empty : PortalForm.Of(whole);
    }
}

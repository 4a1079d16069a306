using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Drafts;
using Baton.Desk.ThirdParties;
using Baton.Runtime;
using Baton.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Cases;

/// <summary>A page that takes a case in: what is typed is kept as a draft together with its files, until it is sent or thrown away.</summary>
public abstract class IntakePage : DeskComponent
{
    private static readonly string[] TypedFields =
    [
        "type",
        "category",
        "subject",
        "description",
        "thirdParty",
        "customer",
        "customerKey",
        "phone",
        "customer.name",
        "customer.phones",
        "customer.faxes",
        "customer.emails",
    ];

    private Task _saving = Task.CompletedTask;

    [Inject]
    private ListCaseTypes ListCaseTypes { get; set; } = null!;

    [Inject]
    private ListCategories ListCategories { get; set; } = null!;

    [Inject]
    private ListThirdParties ListThirdParties { get; set; } = null!;

    [Inject]
    private GetDraft GetDraft { get; set; } = null!;

    [Inject]
    private SaveDraft SaveDraft { get; set; } = null!;

    [Inject]
    private DeleteDraft DeleteDraft { get; set; } = null!;

    /// <summary>What the browser keeps of the draft.</summary>
    protected DraftKeeper? Keeper { get; set; }

    protected NewCaseDraft Draft { get; set; } = new();

    /// <summary>The case types to choose from.</summary>
    protected IReadOnlyList<CaseTypeView> Types { get; private set; } = [];

    protected IReadOnlyList<CategoryView> Categories { get; private set; } = [];

    protected IReadOnlyList<ThirdPartyView> Parties { get; private set; } = [];

    /// <summary>The files of the draft.</summary>
    protected IReadOnlyList<AttachmentView> Files { get; private set; } = [];

    /// <summary>When the draft was saved last; null while there is none.</summary>
    protected DateTimeOffset? SavedAt { get; private set; }

    /// <summary>Why the desk did not take what was sent.</summary>
    protected Problem? Problem { get; set; }

    /// <summary>The name of the known customer.</summary>
    protected string? CustomerName { get; set; }

    /// <summary>The page listens to clicks.</summary>
    protected bool IsReady { get; private set; }

    /// <summary>Something is being sent: what is typed meanwhile is not kept.</summary>
    protected bool IsSending { get; private set; }

    protected bool IsBusy => !IsReady || IsSending;

    protected CaseTypeView? Type => Types.FirstOrDefault(type => type.Code == Draft.Type);

    protected IReadOnlyList<FieldProblem> FieldProblems => Problem?.Fields ?? [];

    /// <summary>The customer as phrases call him, as far as he is known.</summary>
    protected string? CalledCustomer => Draft.IsNewCustomer ? Draft.CustomerName : CustomerName;

    /// <summary>Under this key the draft is kept.</summary>
    protected abstract string DraftKey { get; }

    /// <summary>A draft in which nothing was typed yet.</summary>
    protected abstract NewCaseDraft Fresh();

    /// <summary>Which case types are to choose from.</summary>
    protected virtual bool IsOffered(CaseTypeView type) => true;

    /// <summary>Reads what there is to choose from, and the draft that was kept.</summary>
    protected async Task Load()
    {
        Types = [.. (await ListCaseTypes.Handle(User, Leaving)).OrEmpty().Where(IsOffered)];
        Categories = (await ListCategories.Handle(User, Leaving)).OrEmpty();
        Parties = await ListThirdParties.Choices(User, Leaving);
        Draft = Fresh();
        if ((await GetDraft.Handle(User, new(DraftKey), Leaving)).OrNull() is { } kept)
        {
            Draft = NewCaseDraft.FromJson(kept.Content.GetRawText());
            (Files, SavedAt) = (kept.Attachments, kept.UpdatedAt);
        }
        ChooseType();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        IsReady = true;
        StateHasChanged();
    }

    protected async Task Recover(IReadOnlyDictionary<string, string> fields)
    {
        Draft.Recover(fields);
        await Save();
    }

    /// <summary>Drafts are saved one after the other, and never behind the case that was made of them.</summary>
    protected Task Save() => IsSending ? Task.CompletedTask : _saving = SaveAfter(_saving);

    protected async Task FilesChanged()
    {
        await Save();
        Files = (await GetDraft.Handle(User, new(DraftKey), Leaving)).OrNull()?.Attachments ?? [];
    }

    /// <summary>Does something with what was typed, after all of it was kept.</summary>
    protected async Task Sending(Func<Task> send)
    {
        ArgumentNullException.ThrowIfNull(send);
        IsSending = true;
        try
        {
            await _saving;
            await send();
        }
        finally
        {
            IsSending = false;
        }
    }

    /// <summary>Throws away what was typed and begins anew.</summary>
    protected async Task Discard()
    {
        await DeleteDraft.Handle(User, new(DraftKey), CancellationToken.None);
        await Keeper!.Forget();
        Restart();
    }

    /// <summary>Begins anew after the draft has become a case.</summary>
    protected void Restart()
    {
        (Draft, Files, SavedAt, Problem, CustomerName) = (Fresh(), [], null, null, null);
        ChooseType();
    }

    /// <summary>True for a field of the sections that all pages of intake have: what is wrong with it stands beside it.</summary>
    protected static bool IsTyped(FieldProblem field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return TypedFields.Contains(field.Field) || field.Field.StartsWith("form.", StringComparison.Ordinal);
    }

    protected string? Message(string field) => FieldProblems.FirstOrDefault(problem => problem.Field == field)?.Message;

    private void ChooseType()
    {
        if (Type is null)
            Draft.Type = Types is [var first, ..] ? first.Code : null;
    }

    private async Task SaveAfter(Task earlier)
    {
        await earlier;
        var outcome = await SaveDraft.Handle(User, new(DraftKey, Draft.ToElement()), CancellationToken.None);
        if (outcome.OrNull() is not { } line)
            return;
        SavedAt = line.UpdatedAt;
        if (Keeper is not null)
            await Keeper.Saved();
    }
}

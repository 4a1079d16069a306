using Baton.Desk.Bulk;
using Baton.Runtime;
using Baton.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Bulk;

/// <summary>A part that does one thing to the ticked rows of a list, says what became of it, and takes it back.</summary>
public abstract class BulkPart : DeskComponent
{
    [Inject]
    internal UndoBulk UndoBulk { get; set; } = null!;

    /// <summary>The ticks are to go.</summary>
    [Parameter]
    public EventCallback Cleared { get; set; }

    /// <summary>Rows have changed: the list is to be read again.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>The action whose questions are being answered.</summary>
    protected BulkChoice? Asked { get; set; }

    /// <summary>What became of the last action.</summary>
    protected BulkResult? Result { get; set; }

    /// <summary>Why the last action was not begun, or not taken back.</summary>
    protected Problem? Problem { get; private set; }
    protected bool IsBusy { get; private set; }

    /// <summary>Does what the reader chose, with what he answered.</summary>
    protected abstract Task<Outcome<BulkResult>> Send(BulkChoice choice);

    /// <summary>Does it at once, or asks first.</summary>
    protected Task Choose(BulkChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        Problem = null;
        if (choice.IsAtOnce)
            return Do(choice);
        Asked = choice.Action == Asked?.Action ? null : choice;
        return Task.CompletedTask;
    }

    protected Task Do(BulkChoice choice) => Run(() => Send(choice));

    protected Task Undo() =>
        Result is { } result ? Run(() => UndoBulk.Handle(User, result.Key, CancellationToken.None)) : Task.CompletedTask;

    protected void Close() => (Result, Problem) = (null, null);

    protected string? Message(string name) => Problem?.Fields.FirstOrDefault(problem => problem.Field == name)?.Message;

    private async Task Run(Func<Task<Outcome<BulkResult>>> act)
    {
        if (IsBusy)
            return;
        IsBusy = true;
        try
        {
            var outcome = await act();
            Problem = outcome.Problem;
            if (outcome.Problem is not null)
                return;
            (Result, Asked) = (outcome.Value, null);
            await Changed.InvokeAsync();
        }
        finally
        {
            IsBusy = false;
        }
    }
}

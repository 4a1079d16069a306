namespace Baton.Runtime.Lanes;

/// <summary>A unit of work that waits on the lane, and the caller that waits for its answer.</summary>
internal abstract class LaneItem(UnitNeeds needs, CancellationToken cancellationToken)
{
    /// <summary>What its caller knows ahead.</summary>
    public UnitNeeds Needs => needs;

    /// <summary>Nobody waits for it any more; it is not begun.</summary>
    public bool IsAbandoned => cancellationToken.IsCancellationRequested;

    /// <summary>The locks that a run before lacked.</summary>
    public HashSet<long> Locks { get; } = [];

    /// <summary>How often it was run in vain.</summary>
    public int Attempts { get; set; }

    /// <summary>Runs the work. False when it ended with a problem and is to be rolled back.</summary>
    public abstract ValueTask<bool> Run(UnitOfWork unit);

    /// <summary>Gives the caller what the work returned.</summary>
    public abstract void Answer();

    /// <summary>Gives the caller an exception instead.</summary>
    public abstract void Fail(Exception exception);

    public void Abandon() => Fail(new OperationCanceledException(cancellationToken));
}

/// <summary>A unit of work with a typed answer.</summary>
internal sealed class LaneItem<T>(Func<UnitOfWork, ValueTask<Outcome<T>>> work, UnitNeeds needs, CancellationToken cancellationToken)
    : LaneItem(needs, cancellationToken)
{
    private readonly TaskCompletionSource<Outcome<T>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Outcome<T> _outcome;

    public Task<Outcome<T>> Task => _answer.Task;

    public override async ValueTask<bool> Run(UnitOfWork unit)
    {
        _outcome = await work(unit).ConfigureAwait(false);
        return _outcome.Succeeded;
    }

    public override void Answer() => _answer.TrySetResult(_outcome);

    public override void Fail(Exception exception)
    {
        if (exception is OperationCanceledException canceled)
        {
            _answer.TrySetCanceled(canceled.CancellationToken);
        }
        else
        {
            _answer.TrySetException(exception);
        }
    }
}

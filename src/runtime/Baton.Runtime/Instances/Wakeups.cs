using Baton.Runtime.Cluster;
using Baton.Runtime.Time;
using Baton.Runtime.UserTasks;

namespace Baton.Runtime.Instances;

/// <summary>Who has to be woken when the group is committed, here and in other processes. Collected on the lane.</summary>
internal sealed class Wakeups(Action<NodeNews> here, Action<NodeNews> elsewhere, TransitionWaiters transitions)
{
    private NodeNews _news = new();

    /// <summary>Something is due at the instant (milliseconds), which may be earlier than the clockwork expects.</summary>
    public void Due(long at) => _news.DueAt = Instant.Earlier(_news.DueAt, at);

    /// <summary>Something may be due at once.</summary>
    public void Due() => Due(long.MinValue);

    /// <summary>There may be something to deliver.</summary>
    public bool Outbox
    {
        get => _news.Outbox;
        set => _news.Outbox = value;
    }

    /// <summary>The definitions have changed.</summary>
    public bool Catalog
    {
        get => _news.Catalog;
        set => _news.Catalog = value;
    }

    public void Job(string type) => _news.JobTypes.Add(type);

    public void Topic(string topic) => _news.Topics.Add(topic);

    public void Ended(long processInstanceKey) => _news.Ended.Add(processInstanceKey);

    /// <summary>Who waits for the listeners of user tasks.</summary>
    public TransitionWaiters Transitions { get; } = transitions;

    public void TransitionEnded(long userTaskKey, TransitionEnd end) => _news.Transitions[userTaskKey] = end;

    public void Send()
    {
        if (_news.IsEmpty)
        {
            return;
        }
        var news = _news;
        _news = new();
        elsewhere(news);
        here(news);
    }

    public void Forget()
    {
        if (!_news.IsEmpty)
        {
            _news = new();
        }
    }
}

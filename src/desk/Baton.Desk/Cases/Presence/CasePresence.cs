using System.Collections.Concurrent;
using System.Globalization;
using Baton.Desk.Access;
using Baton.Desk.Storage;

namespace Baton.Desk.Cases.Presence;

/// <summary>Somebody who has a case open.</summary>
public sealed record Visitor(string UserName, string DisplayName, bool IsEditing);

/// <summary>
/// Knows who has which case open, here and at the other servers of the database, so that two people do not write over each other. It is told and not
/// stored: a server that stops is forgotten after <see cref="Forgotten"/>. Safe from any thread.
/// </summary>
public sealed class CasePresence : IDisposable
{
    /// <summary>A stay of another server that was not told again for so long is over.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(50);

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    private readonly string _server = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, Stay> _here = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PresenceNews> _elsewhere = new(StringComparer.Ordinal);
    private readonly DeskChanges _changes;
    private readonly DeskReader _reader;
    private readonly TimeProvider _clock;
    private readonly ITimer _beat;
    private readonly IDisposable _heard;
    private long _lastStay;

    public CasePresence(DeskChanges changes, DeskReader reader, TimeProvider clock)
    {
        (_changes, _reader, _clock) = (changes, reader, clock);
        _heard = changes.Hear(Hear);
        _beat = clock.CreateTimer(_ => TellAgain(), null, Beat, Beat);
    }

    /// <summary>The topic of changes of who is there.</summary>
    public static string Topic(long caseKey) => string.Create(CultureInfo.InvariantCulture, $"presence:{caseKey}");

    /// <summary>The user has opened the case; he leaves it when the stay is disposed.</summary>
    public Stay Enter(long caseKey, DeskUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var id = string.Create(CultureInfo.InvariantCulture, $"{_server}-{Interlocked.Increment(ref _lastStay)}");
        var stay = new Stay(this, new(id, caseKey, user.UserName, PresenceState.There, default));
        _here[id] = stay;
        Tell(stay.News);
        return stay;
    }

    /// <summary>Who else has the case open, each once, in the order of their names.</summary>
    public async Task<IReadOnlyList<Visitor>> Others(long caseKey, string userName, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        var there = _here
            .Values.Select(stay => stay.News)
            .Concat(_elsewhere.Values.Where(news => now - news.HeardAt < Forgotten))
            .Where(news => news.CaseKey == caseKey && news.UserName != userName)
            .GroupBy(news => news.UserName, StringComparer.Ordinal)
            .ToDictionary(one => one.Key, one => one.Any(news => news.State == PresenceState.Editing), StringComparer.Ordinal);
        if (there.Count == 0)
            return [];
        var names = await _reader.Read(db => DeskUsers.Names(db, there.Keys, ct), ct);
        return
        [
            .. there
                .Select(one => new Visitor(one.Key, names.GetValueOrDefault(one.Key, one.Key), one.Value))
                .OrderBy(one => one.DisplayName, StringComparer.Ordinal),
        ];
    }

    public void Dispose()
    {
        _beat.Dispose();
        _heard.Dispose();
    }

    internal void Change(Stay stay, PresenceState state)
    {
        stay.News = stay.News with { State = state };
        if (state == PresenceState.Gone)
            _here.TryRemove(stay.News.Id, out _);
        Tell(stay.News);
    }

    private void Tell(PresenceNews news) => _changes.Publish(news.Write(), Topic(news.CaseKey));

    private void TellAgain()
    {
        var now = _clock.GetUtcNow();
        foreach (var (id, news) in _elsewhere)
        {
            if (now - news.HeardAt >= Forgotten && _elsewhere.TryRemove(id, out _))
                _changes.Publish(Topic(news.CaseKey));
        }
        foreach (var some in _here.Values.Chunk(50))
            _changes.Publish(some.Select(stay => stay.News.Write()));
    }

    private void Hear(IReadOnlyCollection<string> topics)
    {
        foreach (var topic in topics)
        {
            if (PresenceNews.Read(topic, _clock.GetUtcNow()) is not { } news)
                continue;
            if (news.State == PresenceState.Gone)
                _elsewhere.TryRemove(news.Id, out _);
            else
                _elsewhere[news.Id] = news;
        }
    }

    /// <summary>Somebody's look at a case.</summary>
    public sealed class Stay : IDisposable
    {
        private readonly CasePresence _presence;

        internal Stay(CasePresence presence, PresenceNews news) => (_presence, News) = (presence, news);

        internal PresenceNews News { get; set; }

        /// <summary>Whether he is about to change the case.</summary>
        public void Edit(bool isEditing)
        {
            var state = isEditing ? PresenceState.Editing : PresenceState.There;
            if (News.State != state && News.State != PresenceState.Gone)
                _presence.Change(this, state);
        }

        public void Dispose()
        {
            if (News.State != PresenceState.Gone)
                _presence.Change(this, PresenceState.Gone);
        }
    }
}

using System.Text;
using System.Threading.Channels;
using Baton.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Baton.Runtime.Cluster;

/// <summary>
/// Tells other processes what happened here, and hears what happened there. What piles up while a text is being sent goes with the next one.
/// Texts may get lost; whoever waits also looks from time to time. Safe for any number of threads.
/// </summary>
internal sealed partial class NodeWire : IAsyncDisposable
{
    /// <summary>What is told together: long enough to save texts under load, short enough that nobody notices.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(2);

    private static readonly NodeNews Everything = new() { All = true };

    private readonly NodeChannel _channel;
    private readonly NodeLease _lease;
    private readonly Action<NodeNews> _heard;
    private readonly ILogger _logger;
    private readonly Channel<bool> _wake = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private NodeNews _pending = new();
    private Task _loop = Task.CompletedTask;

    public NodeWire(NodeChannel channel, NodeLease lease, Action<NodeNews> heard, ILogger logger)
    {
        _channel = channel;
        _lease = lease;
        _heard = heard;
        _logger = logger;
    }

    public void Start()
    {
        _channel.Listen(Hear, () => Call(Everything), error => LogBroken(error));
        _loop = Task.Run(Loop);
    }

    /// <summary>Tells the others, soon. Nobody is there to be told most of the time of a single server.</summary>
    public void Tell(NodeNews news)
    {
        if (!_lease.HasOthers || news.IsEmpty)
        {
            return;
        }
        lock (_gate)
        {
            _pending.Add(news);
        }
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Somebody new is there, who was told nothing until now.</summary>
    public void Welcome() => Tell(new() { All = true });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        await _channel.DisposeAsync().ConfigureAwait(false);
    }

    private async Task Loop()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _wake.Reader.ReadAsync(_stop.Token).ConfigureAwait(false);
                await Task.Delay(Gathering, TimeProvider.System, _stop.Token).ConfigureAwait(false);
                await Send().ConfigureAwait(false);
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The others find out by looking.
                LogBroken(error);
            }
        }
    }

    private async Task Send()
    {
        NodeNews news;
        lock (_gate)
        {
            news = _pending with { Node = _lease.Id };
            _pending = new();
        }
        var text = news.Write();
        if (Encoding.UTF8.GetByteCount(text) > _channel.LongestText)
        {
            text = (Everything with { Node = _lease.Id }).Write();
        }
        await _channel.Send(text, _stop.Token).ConfigureAwait(false);
    }

    private void Hear(string text)
    {
        if (NodeNews.Read(text) is { } news && news.Node != _lease.Id)
        {
            Call(news);
        }
    }

    private void Call(NodeNews news)
    {
        try
        {
            _heard(news);
        }
        catch (Exception error)
        {
            LogBroken(error);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The wire to other processes is broken; until it is mended they find out by looking."
    )]
    private partial void LogBroken(Exception error);
}

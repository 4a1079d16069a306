using System.Diagnostics.Metrics;
using Baton.Runtime.Diagnostics;

namespace Baton.Bench.Soak;

/// <summary>Listens to what the runtime of this process measures by itself.</summary>
internal sealed class RuntimeMeters : IDisposable
{
    private const string UnitsName = "baton.units";
    private const string QueueName = "baton.lane.queue";

    private readonly MeterListener _listener = new();
    private long _units;
    private long _queue;

    public RuntimeMeters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == RuntimeTelemetry.Name && instrument.Name is UnitsName or QueueName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _units, count));
        _listener.SetMeasurementEventCallback<int>((_, length, _, _) => Interlocked.Exchange(ref _queue, length));
        _listener.Start();
    }

    /// <summary>How many units of work were answered since this listens.</summary>
    public long Units => Interlocked.Read(ref _units);

    /// <summary>How many units wait for a lane right now.</summary>
    public long Queue()
    {
        _listener.RecordObservableInstruments();
        return Interlocked.Read(ref _queue);
    }

    public void Dispose() => _listener.Dispose();
}

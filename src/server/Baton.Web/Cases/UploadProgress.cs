namespace Baton.Web.Cases;

/// <summary>How far a file has come.</summary>
internal sealed class UploadProgress(string name, long size)
{
    private long _read;

    public string Name { get; } = name;

    public double Percent { get; private set; }

    /// <summary>Counts bytes; true when the shown number changes.</summary>
    public bool Add(long bytes)
    {
        _read += bytes;
        var percent = size == 0 ? 100 : Math.Floor(100d * _read / size);
        var isNew = percent > Percent;
        Percent = percent;
        return isNew;
    }
}

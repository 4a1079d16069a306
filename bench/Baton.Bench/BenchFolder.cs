namespace Baton.Bench;

/// <summary>A folder for the files of one run, deleted with them when it is disposed.</summary>
internal sealed class BenchFolder : IDisposable
{
    /// <param name="parent">Where it is made; the disk of this folder is measured.</param>
    public BenchFolder(string parent)
    {
        Name = Path.Combine(parent, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Name);
    }

    public string Name { get; }

    public void Dispose() => Directory.Delete(Name, recursive: true);
}

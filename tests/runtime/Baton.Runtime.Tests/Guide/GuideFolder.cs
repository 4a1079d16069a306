using Baton.Guide;

namespace Baton.Runtime.Tests.Guide;

/// <summary>A folder with the model that the guide shows, for the time of a test.</summary>
internal sealed class GuideFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("baton-guide-").FullName;

    public GuideFolder()
    {
        Model = Path.Combine(_path, "order.bpmn");
        File.WriteAllText(Model, GuidePage.Blocks("engine.md", "xml")[0]);
    }

    public string Model { get; }

    public string Database => Path.Combine(_path, "orders.db");

    public void Dispose() => Directory.Delete(_path, recursive: true);
}

using Baton.EndToEnd.Browsers;

[assembly: AssemblyFixture(typeof(ChromiumShutdown))]

namespace Baton.EndToEnd.Browsers;

/// <summary>Ends the browser of the run when its last test has ended.</summary>
public sealed class ChromiumShutdown : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Chromium.End();
}

using Baton.Tests.Postgres;

[assembly: AssemblyFixture(typeof(PostgresShutdown))]

namespace Baton.Tests.Postgres;

/// <summary>Ends the cluster of the run when its last test has ended, so that the process has little left to do at its exit.</summary>
public sealed class PostgresShutdown : IDisposable
{
    public void Dispose() => ThrowawayPostgres.DisposeShared();
}

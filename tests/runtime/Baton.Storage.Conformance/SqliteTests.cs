using Baton.Runtime.Storage;

namespace Baton.Storage.Conformance;

/// <summary>The whole suite on SQLite in memory.</summary>
public static class OnSqliteInMemory
{
    public sealed class UnitsOfWork : UnitsOfWorkSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Reading : ReadingSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Replay : ReplaySuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class DueWork : DueWorkSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Jobs : JobsSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Workers : WorkersSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Collections : CollectionsSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class LargeWork : LargeWorkSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class StartingGateways : StartingGatewaysSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Messages : MessagesSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class UnitsTogether : UnitsTogetherSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Signals : SignalsSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class OutboxDelivery : OutboxDeliverySuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Restart : RestartSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Deploying : DeployingSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Searching : SearchingSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Decisions : DecisionsSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Deletion : DeletionSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Retention : RetentionSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Batches : BatchesSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Operating : OperatingSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Documents : DocumentsSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }

    public sealed class Counts : CountsSuite
    {
        protected override BatonStorage NewStorage() => SqliteStorages.InMemory();
    }
}

/// <summary>The whole suite on a SQLite file, each commit waiting for the disk.</summary>
public static class OnSqliteFile
{
    public sealed class UnitsOfWork : UnitsOfWorkSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Replay : ReplaySuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class DueWork : DueWorkSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Jobs : JobsSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Workers : WorkersSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Messages : MessagesSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class UnitsTogether : UnitsTogetherSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Signals : SignalsSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class OutboxDelivery : OutboxDeliverySuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Restart : RestartSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Deploying : DeployingSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Searching : SearchingSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Decisions : DecisionsSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Deletion : DeletionSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Retention : RetentionSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Batches : BatchesSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Operating : OperatingSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Documents : DocumentsSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }

    public sealed class Counts : CountsSuite
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("baton-").FullName;

        protected override BatonStorage NewStorage() => SqliteStorages.InFile(_folder);

        protected override void CleanUp() => Directory.Delete(_folder, recursive: true);
    }
}

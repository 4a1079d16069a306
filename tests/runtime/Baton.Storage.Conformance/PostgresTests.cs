using Baton.Runtime.Postgres;
using Baton.Runtime.Storage;
using Baton.Tests.Postgres;

namespace Baton.Storage.Conformance;

/// <summary>The whole suite on PostgreSQL.</summary>
public static class OnPostgres
{
    public sealed class UnitsOfWork : UnitsOfWorkSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Reading : ReadingSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Replay : ReplaySuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class DueWork : DueWorkSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Jobs : JobsSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Workers : WorkersSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class LargeWork : LargeWorkSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Collections : CollectionsSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class StartingGateways : StartingGatewaysSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Messages : MessagesSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class UnitsTogether : UnitsTogetherSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Signals : SignalsSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class OutboxDelivery : OutboxDeliverySuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Restart : RestartSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Deploying : DeployingSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Searching : SearchingSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Decisions : DecisionsSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Deletion : DeletionSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Retention : RetentionSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Batches : BatchesSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Operating : OperatingSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Counts : CountsSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }

    public sealed class Documents : DocumentsSuite
    {
        protected override BatonStorage NewStorage() => PostgresStorages.New(this);
    }
}

/// <summary>A database of its own for each test, in a cluster that all share.</summary>
internal static class PostgresStorages
{
    public static BatonStorage New(StorageSuite suite)
    {
        Assert.SkipWhen(ThrowawayPostgres.WhyNot is not null, ThrowawayPostgres.WhyNot ?? "");
        var database = ThrowawayPostgres.Shared.NewDatabase();
        suite.OnCleanUp(() => ThrowawayPostgres.Shared.Drop(database));
        return new PostgresStorage(new() { ConnectionString = database });
    }
}

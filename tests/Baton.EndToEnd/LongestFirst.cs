using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Baton.EndToEnd.LongestFirst))]

namespace Baton.EndToEnd;

/// <summary>Begins with the classes that take minutes, so that none of them is left alone at the end of a run.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        nameof(Screens.ScreensTests),
        nameof(Clusters.RollingRestartTests),
        nameof(Crashes.CrashedServerStormTests),
        nameof(Crashes.KilledMailFetchTests),
        nameof(Stories.ApprovalDrawnInBrowserTests),
        nameof(Clusters.ClusterStormTests),
        nameof(Clusters.SharedDatabaseTests),
        nameof(Scenarios.BehaviourScenarios),
        nameof(Commands.CommandLineTests),
        nameof(Screens.PortalScreensTests),
        nameof(Screens.PhoneScreensTests),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Place)];

    private static int Place<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        int place = Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal));
        return place < 0 ? Long.Length : place;
    }
}

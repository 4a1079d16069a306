using System.Text.RegularExpressions;
using Baton.Runtime.Storage;

namespace Baton.Storage.Conformance;

/// <summary>What the tables promise to a database that spreads them over machines.</summary>
public sealed partial class SchemaTests
{
    /// <summary>Tables that name an instance but are not part of it, with the reason.</summary>
    private static readonly Dictionary<string, string> BesideInstances = new(StringComparer.Ordinal)
    {
        ["engine_batch_operation_item"] = "belongs to its operation",
        ["engine_document"] = "outlives the instance that it was made for",
    };

    [Fact]
    public void Every_table_of_an_instance_begins_its_primary_key_with_the_root_instance_key()
    {
        var tables = Schema.Statements.Where(statement => statement.Contains("CREATE TABLE ", StringComparison.Ordinal)).ToList();
        var ofInstances = 0;
        foreach (var table in tables.Where(table => table.Contains("process_instance_key", StringComparison.Ordinal)))
        {
            var name = Name().Match(table).Groups[1].Value;
            if (BesideInstances.ContainsKey(name))
            {
                continue;
            }
            ofInstances++;
            Assert.Matches(@"PRIMARY KEY \(root_instance_key, ", table);
        }

        Assert.True(ofInstances >= 11, $"Only {ofInstances} tables of instances were found.");
        Assert.Contains(tables, table => table.Contains("engine_journal (", StringComparison.Ordinal) && RootFirst().IsMatch(table));
    }

    [Fact]
    public void Steps_are_numbered_without_gaps()
    {
        Assert.All(
            Enumerable.Range(1, Schema.Newest),
            step => Assert.NotNull(typeof(Schema).Assembly.GetType($"Baton.Runtime.Storage.SchemaStep{step}"))
        );
    }

    [GeneratedRegex(@"CREATE TABLE (\w+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Name();

    [GeneratedRegex(@"PRIMARY KEY \(root_instance_key, ", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex RootFirst();
}

using System.Globalization;
using System.Reflection;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Export;
using Baton.Web.Cases;

namespace Baton.Web.Tests;

/// <summary>The file that a search is saved as.</summary>
public sealed class ExportAddressTests
{
    /// <summary>A file has all rows, not one page of them.</summary>
    private static readonly string[] OfPages = [nameof(SearchCasesRequest.Cursor), nameof(SearchCasesRequest.Limit)];

    [Fact]
    public void A_file_has_the_rows_of_the_list_because_it_is_asked_for_with_every_condition()
    {
        var search = new SearchCasesRequest();
        var conditions = typeof(SearchCasesRequest)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && !OfPages.Contains(property.Name))
            .ToList();
        conditions.ForEach(property => property.SetValue(search, Some(property.PropertyType)));

        var address = ExportAddress.Of(search, CaseColumns.Usual, "en", "Asia/Hong_Kong", "csv", "1");

        Assert.All(
            conditions,
            property =>
                Assert.Contains(
                    $"{char.ToLower(property.Name[0], CultureInfo.InvariantCulture)}{property.Name[1..]}=",
                    address,
                    StringComparison.Ordinal
                )
        );
    }

    private static object Some(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var one when one == typeof(string) => "some",
            var one when one == typeof(string[]) => (string[])["some"],
            var one when one == typeof(bool) => true,
            var one when one == typeof(long) => 7L,
            var one when one == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch,
            var other => throw new NotSupportedException($"A condition of type {other}: write what it is in an address, and add it here."),
        };
}

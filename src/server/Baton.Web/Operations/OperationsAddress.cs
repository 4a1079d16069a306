using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Baton.Web.Operations;

/// <summary>Addresses of what operators look at.</summary>
internal static class OperationsAddress
{
    public const string Overview = "/operations";
    public const string Instances = "/operations/instances";
    public const string Incidents = "/operations/incidents";
    public const string Jobs = "/operations/jobs";
    public const string Batches = "/operations/batches";

    public static string Instance(long key) => string.Create(CultureInfo.InvariantCulture, $"{Instances}/{key}");

    public static string Batch(long key) => string.Create(CultureInfo.InvariantCulture, $"{Batches}/{key}");

    public static string Process(string id, int? version = null) =>
        version is { } number
            ? string.Create(CultureInfo.InvariantCulture, $"/operations/processes/{Uri.EscapeDataString(id)}?version={number}")
            : "/operations/processes/" + Uri.EscapeDataString(id);

    public static string Of(string address, params ReadOnlySpan<(string Name, object? Value)> query)
    {
        foreach (var (name, value) in query)
        {
            if (Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text)
                address = QueryHelpers.AddQueryString(address, name, text);
        }
        return address;
    }
}

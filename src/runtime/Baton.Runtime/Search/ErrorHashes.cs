using System.Data.Common;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Search;

/// <summary>
/// The numbers by which the REST interface groups equal error messages. They are not kept: a filter on them becomes one on the messages of open
/// incidents that have such a number, which an index lists.
/// </summary>
internal static class ErrorHashes
{
    /// <summary>The field that callers name.</summary>
    public const string Field = "incidentErrorHashCode";

    /// <summary>The field that stands for it in SQL: the message of an open incident.</summary>
    public const string MessageField = "openIncidentMessage";

    /// <summary>The hash of a message: a polynomial of its UTF-16 units with base 31, modulo 2^32, as Java computes it.</summary>
    public static int Of(string message)
    {
        var hash = 0;
        foreach (var unit in message)
        {
            hash = unchecked((31 * hash) + unit);
        }
        return hash;
    }

    /// <summary>The request with messages in place of hashes.</summary>
    public static SearchRequest Resolve(SearchRequest request, DbConnection connection)
    {
        if (request.Filter is not { } filter || !Names(filter))
        {
            return request;
        }
        var messages = connection.List(row => row.GetString(0), "SELECT DISTINCT message FROM engine_incident WHERE resolved_at IS NULL");
        return request with { Filter = Resolve(filter, messages) };
    }

    private static bool Names(Filter filter) =>
        filter switch
        {
            Filter.All all => all.Filters.Any(Names),
            Filter.Any any => any.Filters.Any(Names),
            Filter.Where where => where.Field == Field,
            _ => false,
        };

    private static Filter Resolve(Filter filter, List<string> messages) =>
        filter switch
        {
            Filter.All all => new Filter.All([.. all.Filters.Select(each => Resolve(each, messages))]),
            Filter.Any any => new Filter.Any([.. any.Filters.Select(each => Resolve(each, messages))]),
            Filter.Where { Field: Field, Operator: Operator.Exists } exists => exists with { Field = MessageField },
            Filter.Where { Field: Field } where => new Filter.Where(
                MessageField,
                Operator.In,
                [.. messages.Where(message => Holds(where, Of(message)))]
            ),
            _ => filter,
        };

    private static bool Holds(Filter.Where where, long hash)
    {
        var values = where.Values.Select(value =>
            value is long or int
                ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)
                : throw new FilterException(Field, $"Expected a whole number for the field '{Field}', but got something else.")
        );
        return where.Operator switch
        {
            Operator.Eq or Operator.In => values.Contains(hash),
            Operator.Neq or Operator.NotIn => !values.Contains(hash),
            Operator.Gt => values.All(value => hash > value),
            Operator.Gte => values.All(value => hash >= value),
            Operator.Lt => values.All(value => hash < value),
            Operator.Lte => values.All(value => hash <= value),
            _ => throw new FilterException(Field, $"The field '{Field}' holds numbers, which have no wildcards."),
        };
    }
}

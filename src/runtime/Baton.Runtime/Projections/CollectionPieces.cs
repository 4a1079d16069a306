using System.Text;
using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Runtime.Projections;

/// <summary>
/// Cuts the JSON of a large output collection into pieces of a few items each, so that one more result costs a piece and not the whole. The
/// pieces joined by commas are what stands between the brackets.
/// </summary>
internal static class CollectionPieces
{
    /// <summary>A collection of at most so many items is cheaper in one row.</summary>
    public const int WholeUpTo = 32;

    /// <summary>Rows that exist are cut like this: another size needs a schema step that cuts them anew.</summary>
    private const int ItemsEach = 16;

    /// <summary>The piece in which an item lies.</summary>
    public static int Of(int index) => index / ItemsEach;

    public static int Count(Variable collection) => (collection.ItemCount + ItemsEach - 1) / ItemsEach;

    public static string Text(Variable collection, int position)
    {
        var text = new StringBuilder();
        var end = Math.Min(collection.ItemCount, (position + 1) * ItemsEach);
        for (var index = position * ItemsEach; index < end; index++)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(FeelJson.ToJson(collection.Item(index)));
        }
        return text.ToString();
    }

    /// <summary>SQL that gives the value of a variable as JSON, whichever way it lies.</summary>
    /// <param name="variable">What engine_variable is called in the statement.</param>
    public static string ValueSql(string variable) =>
        $"CASE {variable}.is_split WHEN 1 THEN (SELECT '[' || string_agg(piece.value, ',' ORDER BY piece.position) || ']' "
        + $"FROM engine_variable_piece piece WHERE piece.root_instance_key = {variable}.root_instance_key "
        + $"AND piece.variable_key = {variable}.variable_key) ELSE {variable}.value END";
}

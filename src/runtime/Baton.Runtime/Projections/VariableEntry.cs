using Baton.Engine.Variables;
using Baton.Feel;

namespace Baton.Runtime.Projections;

/// <summary>A row of engine_variable, and of engine_variable_piece where the value is a collection that lies in pieces.</summary>
internal sealed class VariableEntry(long root, long key, bool isNew) : PendingRow(root, key, isNew)
{
    private SortedSet<int>? _touched;
    private Variable? _collection;

    public long ProcessInstanceKey { get; set; }
    public long ScopeKey { get; set; }
    public string Name { get; set; } = "";

    /// <summary>The whole value; unused where pieces are written.</summary>
    public FeelValue Value { get; set; }

    public VariableForm Form { get; private set; } = VariableForm.Whole;

    /// <summary>The pieces that the database still has go: the value is whole from now on.</summary>
    public bool DropsPieces { get; private set; }

    /// <summary>How many pieces the database has before this row is written.</summary>
    public int EarlierPieces { get; private set; }

    /// <summary>What is written of a value in pieces: their places and their texts.</summary>
    public IReadOnlyList<(int Position, string Text)> Pieces { get; private set; } = [];

    /// <summary>The value was written as a whole.</summary>
    public void Replace(FeelValue value, bool hadPieces)
    {
        DropsPieces |= hadPieces && Form != VariableForm.Split;
        Form = VariableForm.Whole;
        Value = value;
        _collection = null;
        _touched = null;
    }

    /// <summary>One item of the collection has another value.</summary>
    public void Touch(int index) => (_touched ??= []).Add(CollectionPieces.Of(index));

    /// <summary>The collection got results; it has the items as long as the unit may still change them.</summary>
    /// <param name="collection">The collection as the command left it.</param>
    /// <param name="earlierPieces">How many pieces the rows have without this entry; 0 where the value is whole.</param>
    /// <returns>How many pieces the rows have with it.</returns>
    public int Collect(Variable collection, int earlierPieces)
    {
        var isFirst = _collection is null;
        _collection = collection;
        if (IsNew || (!isFirst && Form == VariableForm.Whole) || DropsPieces)
        {
            return 0;
        }
        if (isFirst)
        {
            EarlierPieces = earlierPieces;
            Form =
                earlierPieces > 0 ? VariableForm.InPieces
                : collection.ItemCount > CollectionPieces.WholeUpTo ? VariableForm.Split
                : VariableForm.Whole;
        }
        return Form == VariableForm.Whole ? 0 : CollectionPieces.Count(collection);
    }

    /// <summary>The unit is done: later units of the same commit may change the collection, and may be taken back.</summary>
    public void Settle()
    {
        if (_collection is not { } collection)
        {
            return;
        }
        if (Form == VariableForm.Whole)
        {
            Value = collection.Value;
        }
        else
        {
            var positions = Form == VariableForm.Split ? Enumerable.Range(0, CollectionPieces.Count(collection)) : _touched ?? [];
            Pieces = [.. positions.Select(position => (position, CollectionPieces.Text(collection, position)))];
        }
        _collection = null;
    }
}

/// <summary>How the value of a variable is written.</summary>
internal enum VariableForm
{
    /// <summary>In its row.</summary>
    Whole,

    /// <summary>It was whole and is cut into pieces.</summary>
    Split,

    /// <summary>It lies in pieces; those that changed are written.</summary>
    InPieces,
}

using Baton.Engine.Compilation;

namespace Baton.Engine.Variables;

/// <summary>The input and output mappings of an element in document order.</summary>
internal sealed record IoMappings(IoMapping[] Inputs, IoMapping[] Outputs)
{
    public static readonly IoMappings None = new([], []);
}

/// <summary>One mapping: where the value comes from and the path it goes to; the first part of the path is the variable.</summary>
internal sealed record IoMapping(TextExpression Source, string[] Target);

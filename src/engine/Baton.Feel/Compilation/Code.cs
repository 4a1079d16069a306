namespace Baton.Feel.Compilation;

/// <summary>A compiled piece of an expression.</summary>
internal delegate FeelValue Code(Evaluation run);

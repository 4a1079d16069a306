using Baton.Feel;

namespace Baton.Engine.Variables;

/// <summary>Writes variables from outside.</summary>
/// <param name="ScopeKey">An active element instance or process instance.</param>
/// <param name="Variables">The values.</param>
/// <param name="Local">True writes exactly that scope; false updates the nearest scope that has the variable, else creates it in the root.</param>
public sealed record SetVariables(long ScopeKey, FeelContext Variables, bool Local) : EngineCommand;

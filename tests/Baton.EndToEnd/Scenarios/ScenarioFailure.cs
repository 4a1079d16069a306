namespace Baton.EndToEnd.Scenarios;

/// <summary>A step of a scenario did not hold; the message says what was expected and what was there.</summary>
internal sealed class ScenarioFailure(string message) : Exception(message);

using System.Text.Json.Nodes;
using Baton.Desk.Cases;

namespace Baton.Desk.Notifications.Recipients;

/// <summary>Whom rules mean on a case.</summary>
/// <param name="Row">The case.</param>
/// <param name="TaskKey">The task that it is about; null for all open ones of the case.</param>
/// <param name="Rules">What <see cref="Recipients.WhatIsWrong"/> accepts; others mean nobody.</param>
/// <param name="Facts">What expressions know.</param>
internal sealed record RecipientQuestion(Case Row, long? TaskKey, IReadOnlyList<string> Rules, JsonObject Facts);

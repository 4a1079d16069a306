using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Answers;

/// <summary>What templates for answers and signatures may name: the case, the house, and the agent who writes.</summary>
internal static class AnswerFacts
{
    public static async Task<JsonObject> Of(DeskDb db, DeskOptions options, DeskUser agent, Case row, CancellationToken ct)
    {
        var person = await db
            .Users.AsNoTracking()
            .Where(one => one.UserName == agent.UserName)
            .Select(one => new { one.Email, one.Phone })
            .SingleOrDefaultAsync(ct);
        var unit = agent.Departments.Count > 0 ? agent.Departments[0] : null;
        var department = await db.Departments.AsNoTracking().SingleOrDefaultAsync(one => one.Code == unit, ct);
        var known = await MessageFacts.Load(db, options, [row], [], ct);
        var order = new MessageOrder
        {
            Id = "",
            Template = "",
            Channels = [],
            To = [],
            CaseKey = row.Key,
            Values = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [TemplateVariables.Agent] = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["name"] = agent.DisplayName,
                    ["department"] = department?.Name,
                    ["phone"] = person?.Phone,
                    ["mail"] = person?.Email,
                },
            },
        };
        return known.Of(row, order, db.Now);
    }
}

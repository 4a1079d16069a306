using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Customers.Tiers;
using Baton.Desk.Organisation;
using Baton.Desk.Organisation.Skills;
using Baton.Desk.Processes.Packs;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Desk.ThirdParties;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Processes.ImportPack;

/// <summary>
/// Brings the desk's rows up to a pack. What the pack no longer has is retired, never deleted; roles and departments that others made are left
/// as they are, since people share them.
/// </summary>
internal static class PackContents
{
    public static async ValueTask<Problem?> Write(UnitOfWork unit, DeskDb db, Pack pack, string language, CancellationToken ct)
    {
        await Roles(db, pack, ct);
        await Departments(db, pack, ct);
        await Skills(db, pack, ct);
        if (await PackCategories.Write(unit, db, pack, language, ct) is { } category)
            return category;
        if (await CaseTypes(db, pack, language, ct) is { } type)
            return type;
        if (await CustomerTiers(db, pack, language, ct) is { } tier)
            return tier;
        if (await CalendarsOfPack.Write(db, pack, ct) is { } calendar)
            return InUse(language, "Calendar", calendar.Code, calendar.Pack);
        if (await ThirdParties(db, pack, language, ct) is { } party)
            return party;
        await PackPhrases.Write(unit, db, pack, ct);
        await PackTemplates.Write(unit, db, pack, ct);
        if (await PackPolicies.Write(unit, db, pack, language, ct) is { } limit)
            return limit;
        await Words(db, pack, ct);
        await db.SaveChangesAsync(ct);
        return null;
    }

    private static async Task Roles(DeskDb db, Pack pack, CancellationToken ct)
    {
        var existing = await db.Roles.Include(role => role.Permissions).ToDictionaryAsync(role => role.Code, StringComparer.Ordinal, ct);
        foreach (var wanted in pack.Roles)
        {
            if (!existing.TryGetValue(wanted.Code, out var role))
            {
                role = db
                    .Roles.Add(
                        new Role
                        {
                            Code = wanted.Code,
                            Name = wanted.Name,
                            Pack = pack.Id,
                        }
                    )
                    .Entity;
            }

            if (role.Pack != pack.Id || wanted.Code == Role.Administrator)
                continue;
            role.Name = wanted.Name;
            role.Version++;
            if (SetPermissions(role, wanted.Permissions))
                await EndSessions(db, role.Code, ct);
        }
    }

    private static bool SetPermissions(Role role, IReadOnlyList<string> permissions)
    {
        var removed = role.Permissions.RemoveAll(row => !permissions.Contains(row.Permission, StringComparer.Ordinal));
        var added = permissions.Where(permission => role.Permissions.All(row => row.Permission != permission)).Distinct().ToList();
        role.Permissions.AddRange(added.Select(permission => new RolePermission { RoleCode = role.Code, Permission = permission }));
        return removed + added.Count > 0;
    }

    /// <summary>What these people may do has changed: they sign in anew.</summary>
    private static async Task EndSessions(DeskDb db, string role, CancellationToken ct)
    {
        foreach (var user in await DeskUsers.Holding(db, role).ToListAsync(ct))
            user.SecurityStamp = Secrets.NewStamp();
    }

    private static async Task Departments(DeskDb db, Pack pack, CancellationToken ct)
    {
        var existing = await db.Departments.Select(department => department.Code).ToHashSetAsync(ct);
        foreach (var (order, wanted) in pack.Departments.Index())
        {
            if (existing.Contains(wanted.Code))
                continue;
            db.Departments.Add(
                new Department
                {
                    Code = wanted.Code,
                    ParentCode = wanted.Parent,
                    Name = wanted.Name,
                    Level = wanted.Level,
                    CalendarCode = wanted.Calendar,
                    SortOrder = order,
                }
            );
        }
    }

    private static async Task Skills(DeskDb db, Pack pack, CancellationToken ct)
    {
        var existing = await db.Skills.ToDictionaryAsync(skill => skill.Code, StringComparer.Ordinal, ct);
        foreach (var (order, wanted) in pack.Skills.Index())
        {
            if (!existing.TryGetValue(wanted.Code, out var skill))
            {
                skill = db
                    .Skills.Add(
                        new Skill
                        {
                            Code = wanted.Code,
                            Name = wanted.Name,
                            Pack = pack.Id,
                        }
                    )
                    .Entity;
            }
            if (skill.Pack != pack.Id)
                continue;
            (skill.Name, skill.SortOrder) = (wanted.Name, order);
            skill.Version++;
        }
    }

    private static async Task<Problem?> CaseTypes(DeskDb db, Pack pack, string language, CancellationToken ct)
    {
        var existing = await db.CaseTypes.ToDictionaryAsync(type => type.Code, StringComparer.Ordinal, ct);
        foreach (var (order, wanted) in pack.CaseTypes.Index())
        {
            if (existing.Remove(wanted.Code, out var type) && type.Pack != pack.Id)
                return InUse(language, "CaseType", wanted.Code, type.Pack);
            type ??= db
                .CaseTypes.Add(
                    new CaseType
                    {
                        Code = wanted.Code,
                        Name = wanted.Name,
                        Kind = wanted.Kind,
                        NumberPrefix = wanted.NumberPrefix,
                        ProcessId = wanted.Process,
                        InitialStatus = wanted.InitialStatus,
                        Pack = pack.Id,
                    }
                )
                .Entity;
            type.Name = wanted.Name;
            type.Kind = wanted.Kind;
            type.NumberPrefix = wanted.NumberPrefix;
            type.ProcessId = wanted.Process;
            type.FormId = wanted.Form;
            type.InitialStatus = wanted.InitialStatus;
            type.FieldRights = FieldRights.Write(wanted.Fields);
            type.AsksUnitManager = wanted.AsksUnitManager;
            type.DecisionId = wanted.Decision;
            type.IsOnPortal = wanted.Portal;
            type.AsksThirdParty = wanted.AsksThirdParty;
            type.Entries = CaseEntries.Write(wanted.Entries);
            type.SortOrder = order;
            type.IsRetired = false;
        }

        foreach (var gone in existing.Values.Where(type => type.Pack == pack.Id))
            gone.IsRetired = true;
        return null;
    }

    private static async Task<Problem?> CustomerTiers(DeskDb db, Pack pack, string language, CancellationToken ct)
    {
        var existing = await db.CustomerTiers.ToDictionaryAsync(tier => tier.Code, StringComparer.Ordinal, ct);
        foreach (var wanted in pack.CustomerTiers)
        {
            if (existing.Remove(wanted.Code, out var tier) && tier.Pack != pack.Id)
                return InUse(language, "CustomerTier", wanted.Code, tier.Pack);
            tier ??= db
                .CustomerTiers.Add(
                    new CustomerTier
                    {
                        Code = wanted.Code,
                        Name = wanted.Name,
                        Rank = wanted.Rank,
                        Pack = pack.Id,
                    }
                )
                .Entity;
            tier.Name = wanted.Name;
            tier.Rank = wanted.Rank;
            tier.CalendarCode ??= wanted.Calendar;
            tier.IsRetired = false;
        }

        foreach (var gone in existing.Values.Where(tier => tier.Pack == pack.Id))
            gone.IsRetired = true;
        return null;
    }

    private static async Task<Problem?> ThirdParties(DeskDb db, Pack pack, string language, CancellationToken ct)
    {
        var existing = await db.Set<ThirdParty>().ToDictionaryAsync(party => party.Code, StringComparer.Ordinal, ct);
        foreach (var wanted in pack.ThirdParties)
        {
            if (existing.Remove(wanted.Code, out var party) && party.Pack != pack.Id)
                return InUse(language, "ThirdParty", wanted.Code, party.Pack);
            party ??= db.Add(
                new ThirdParty
                {
                    Code = wanted.Code,
                    Name = wanted.Name,
                    Pack = pack.Id,
                }
            ).Entity;
            (party.Name, party.Contact, party.IsRetired) = (wanted.Name, wanted.Contact, false);
            party.Version++;
        }

        foreach (var gone in existing.Values.Where(party => party.Pack == pack.Id))
            gone.IsRetired = true;
        return null;
    }

    private static async Task Words(DeskDb db, Pack pack, CancellationToken ct)
    {
        var existing = await db.PackTexts.Where(text => text.Pack == pack.Id).ToDictionaryAsync(text => (text.Language, text.Key), ct);
        foreach (var (language, texts) in pack.Texts.Append(new(PackText.Drawn, PackDrawings.Names(pack))))
        {
            foreach (var (key, text) in texts)
            {
                if (existing.Remove((language, key), out var row))
                {
                    row.Text = text;
                    continue;
                }

                db.PackTexts.Add(
                    new PackText
                    {
                        Pack = pack.Id,
                        Language = language,
                        Key = key,
                        Text = text,
                    }
                );
            }
        }

        db.PackTexts.RemoveRange(existing.Values);
    }

    internal static Problem InUse(string language, string what, string code, string? owner) =>
        new(
            RejectionKind.AlreadyExists,
            "pack.code-in-use",
            ProcessTexts.Get(
                "in-use",
                language,
                ProcessTexts.Get("what." + what, language),
                code,
                owner ?? ProcessTexts.Get("what.Desk", language)
            ),
            []
        );
}

using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Access;

/// <summary>Creates the first administrator, or gives an existing user that role and a new password: for <c>--Admin:UserName</c>.</summary>
public sealed class EnsureAdministrator(BatonRuntime runtime, IOptions<DeskOptions> options)
{
    public async Task<Outcome<DeskUser>> Run(string userName, string password, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        var name = DeskUsers.Normal(userName);
        if (UserRules.CheckName(name, Languages.Default) is { } wrongName)
            return Problems.Invalid(Languages.Default, wrongName with { Field = "Admin:UserName" });
        var wrongPassword = PasswordRules.Check("Admin:Password", password, name, options.Value.PasswordMinLength, Languages.Default);
        if (wrongPassword is not null)
            return Problems.Invalid(Languages.Default, wrongPassword);
        var hash = Secrets.HashPassword(password);
        return await runtime.Write<DeskUser>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                if (!await db.Roles.AnyAsync(role => role.Code == Role.Administrator, ct))
                    db.Roles.Add(
                        new Role { Code = Role.Administrator, Name = new LocalizedText("系统管理员", "系統管理員", "Administrator") }
                    );
                var user = await db.Users.Include(row => row.Roles).SingleOrDefaultAsync(row => row.UserName == name, ct);
                if (user is null)
                {
                    user = new User
                    {
                        UserName = name,
                        DisplayName = name,
                        Language = Languages.Default,
                        SecurityStamp = Secrets.NewStamp(),
                        CreatedAt = unit.Now,
                    };
                    db.Users.Add(user);
                    db.SecurityEvents.Add(UserRules.Event(unit, SecurityEventKinds.UserCreated, name, actor: null));
                }
                // The same password at each start must not end the administrator's sessions.
                if (user.IsDisabled || !Secrets.IsPassword(user.PasswordHash, password, out _))
                {
                    user.PasswordHash = hash;
                    user.IsDisabled = false;
                    user.SecurityStamp = Secrets.NewStamp();
                    db.SecurityEvents.Add(UserRules.Event(unit, SecurityEventKinds.PasswordChanged, name, actor: null));
                }
                user.FailedSignIns = 0;
                user.LockedUntil = null;
                if (user.Roles.All(role => role.RoleCode != Role.Administrator))
                    user.Roles.Add(new UserRole { UserName = name, RoleCode = Role.Administrator });
                user.Version++;
                await db.SaveChangesAsync(ct);
                return await DeskUsers.Load(db, user, ct);
            },
            ct
        );
    }
}

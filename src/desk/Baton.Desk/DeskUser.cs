using System.Globalization;
using System.Security.Claims;
using Baton.Desk.Organisation;
using Microsoft.AspNetCore.Http;

namespace Baton.Desk;

/// <summary>The person (or access token's owner) on whose behalf a use case runs.</summary>
/// <param name="UserName">Lower-case sign-in name; the key of the user.</param>
/// <param name="DisplayName">The name shown to people.</param>
/// <param name="Roles">Codes of the roles that the user has everywhere.</param>
/// <param name="Departments">Codes of the departments the user belongs to.</param>
/// <param name="Permissions">What the roles allow, at least in one unit; see <see cref="Desk.Permissions"/> and <see cref="MayIn"/>.</param>
/// <param name="Language">zh-Hans, zh-Hant or en.</param>
public sealed record DeskUser(
    string UserName,
    string DisplayName,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Departments,
    IReadOnlySet<string> Permissions,
    string Language
)
{
    internal const string DisplayNameClaim = "baton:name";
    internal const string DepartmentClaim = "baton:department";
    internal const string PermissionClaim = "baton:permission";
    internal const string UnitPermissionClaim = "baton:unit-permission";
    internal const string LanguageClaim = "baton:language";
    internal const string StampClaim = "baton:stamp";
    internal const string AddressClaim = "baton:address";

    /// <summary>The candidate groups of user tasks that the user is in: his roles, and his departments as <c>department:CODE</c>.</summary>
    public IReadOnlyList<string> Groups { get; } = [.. Roles, .. Departments.Select(DepartmentGroup.Of)];

    /// <summary>Roles that he has for a unit and all below it only.</summary>
    public IReadOnlyList<UnitRole> UnitRoles { get; init; } = [];

    /// <summary>The permissions that he has by <see cref="UnitRoles"/> alone.</summary>
    public IReadOnlySet<string> UnitPermissions { get; init; } = new HashSet<string>();

    /// <summary>Codes of the units all of whose cases he may read, with all below them; his own departments alone are not among them.</summary>
    public IReadOnlyList<string> ReadableUnits { get; init; } = [];

    /// <summary>
    /// Somebody has named him as deputy, for now or later; false spares looking for whom. True where it is not known.
    /// </summary>
    public bool IsNamedDeputy { get; init; } = true;

    /// <summary>He may do the tasks of people whose deputy he is at the moment.</summary>
    internal bool MayStandIn => IsNamedDeputy && May(Desk.Permissions.WorkOnTasks);

    /// <summary>Codes of all roles that he has anywhere.</summary>
    public IReadOnlyList<string> RolesAnywhere =>
        UnitRoles.Count == 0 ? Roles : [.. Roles.Union(UnitRoles.Select(one => one.Role), StringComparer.Ordinal)];

    /// <summary>Changes whenever the user's password, roles or state change; sessions with another stamp end.</summary>
    public string SecurityStamp { get; init; } = "";

    /// <summary>The zone in which he reads times; null for a caller that reads them by machine.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>Where he calls from, if that is known; for the audit log.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>An instant within a sentence: to the minute in his <see cref="Zone"/>, to the second and marked as UTC where he has none.</summary>
    internal string Time(DateTimeOffset at) =>
        Zone is null
            ? at.ToString("u", CultureInfo.InvariantCulture)
            : TimeZoneInfo.ConvertTime(at, Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>True when one of the user's roles holds the permission.</summary>
    public bool May(string permission) => Permissions.Contains(permission);

    /// <summary>True when one of the user's roles holds the permission for this unit; null, for what belongs to no unit, needs a role that he has everywhere.</summary>
    public bool MayIn(string permission, string? unit) =>
        May(permission)
        && (
            !UnitPermissions.Contains(permission)
            || (
                unit is not null
                && UnitRoles.Any(one => one.Permissions.Contains(permission) && one.Reach.Contains(unit, StringComparer.Ordinal))
            )
        );

    /// <summary>The department for which he does something where he names none: his first one, or the first unit of a role that allows it.</summary>
    public string? HomeUnit(string permission) =>
        Departments.FirstOrDefault(code => MayIn(permission, code))
        ?? UnitRoles.FirstOrDefault(one => one.Permissions.Contains(permission))?.Unit;

    /// <summary>True when the user has the role everywhere.</summary>
    public bool IsIn(string role) => Roles.Contains(role, StringComparer.Ordinal);

    /// <summary>The user as ASP.NET carries it, in a cookie or for one request.</summary>
    public ClaimsPrincipal ToPrincipal(string authenticationType)
    {
        var identity = new Identity(this, authenticationType);
        identity.AddClaim(new Claim(ClaimTypes.Name, UserName));
        identity.AddClaim(new Claim(DisplayNameClaim, DisplayName));
        identity.AddClaim(new Claim(LanguageClaim, Language));
        identity.AddClaim(new Claim(StampClaim, SecurityStamp));
        if (RemoteAddress is { } address)
            identity.AddClaim(new Claim(AddressClaim, address));
        identity.AddClaims(Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        identity.AddClaims(Departments.Select(code => new Claim(DepartmentClaim, code)));
        identity.AddClaims(Permissions.Select(permission => new Claim(PermissionClaim, permission)));
        identity.AddClaims(UnitPermissions.Select(permission => new Claim(UnitPermissionClaim, permission)));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The user that <see cref="ToPrincipal"/> made; null for an anonymous or foreign principal.</summary>
    public static DeskUser? From(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (principal.Identity is not { IsAuthenticated: true, Name: { Length: > 0 } userName })
            return null;
        if (principal.Identity is Identity known)
            return known.User;
        return new DeskUser(
            userName,
            principal.FindFirstValue(DisplayNameClaim) ?? userName,
            [.. principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value)],
            [.. principal.FindAll(DepartmentClaim).Select(claim => claim.Value)],
            principal.FindAll(PermissionClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal),
            principal.FindFirstValue(LanguageClaim) ?? Languages.Default
        )
        {
            SecurityStamp = principal.FindFirstValue(StampClaim) ?? "",
            // How far the units reach is read anew with each request; without it these permissions reach nothing.
            UnitPermissions = principal.FindAll(UnitPermissionClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal),
            RemoteAddress = principal.FindFirstValue(AddressClaim),
        };
    }

    /// <summary>Lets a route take the user as a parameter; the route's authorization has run before.</summary>
    public static ValueTask<DeskUser?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var user = From(context.User);
        return ValueTask.FromResult(user is null ? null : user with { RemoteAddress = context.Connection.RemoteIpAddress?.ToString() });
    }

    /// <summary>Remembers the user of whom it was made, as each request asks for him several times. A cookie brings a plain one.</summary>
    private sealed class Identity(DeskUser user, string authenticationType)
        : ClaimsIdentity(authenticationType, ClaimTypes.Name, ClaimTypes.Role)
    {
        public DeskUser User { get; } = user;

        public override ClaimsIdentity Clone() => new(this);
    }
}

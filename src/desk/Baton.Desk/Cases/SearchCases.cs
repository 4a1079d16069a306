using Baton.Desk.Access;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Customers;
using Baton.Desk.Http;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Words;
using Baton.Desk.Texts;
using Baton.Desk.ThirdParties;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases;

/// <summary>Which cases; what is given must all fit. Names bind from the query string.</summary>
public sealed record SearchCasesRequest
{
    /// <summary>
    /// Pieces parted by spaces, all of which must stand in number, subject, description, customer or form fields: any part of Chinese text and of
    /// digits, the beginning of other words.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>A part of the number.</summary>
    public string? Number { get; init; }
    public long? CustomerKey { get; init; }

    /// <summary>A part of the customer's name or number.</summary>
    public string? Customer { get; init; }

    /// <summary>A phone number in any notation, or a part of one.</summary>
    public string? Phone { get; init; }
    public string[]? Status { get; init; }
    public string[]? Type { get; init; }

    /// <summary>A category; all below it are meant too.</summary>
    public string? Category { get; init; }
    public string? Department { get; init; }

    /// <summary>A department; all below it are meant too.</summary>
    public string? Unit { get; init; }

    /// <summary>Codes of severities.</summary>
    public string[]? Severity { get; init; }

    /// <summary>Codes of third parties.</summary>
    public string[]? ThirdParty { get; init; }

    /// <summary>Keywords, all of which the case must have.</summary>
    public string[]? Keyword { get; init; }
    public string[]? Channel { get; init; }

    /// <summary>An element id: the case waits at this step.</summary>
    public string? Step { get; init; }

    /// <summary>True: a task of the case is late. False: none is.</summary>
    public bool? Overdue { get; init; }

    /// <summary>Special fields as <c>name=value</c>, all of which the case must have exactly so.</summary>
    public string[]? Field { get; init; }

    /// <summary>
    /// mentioned: cases on which a note mentions me. watched: those that I watch. customers: those of the customers whom I look after. All that I may
    /// read when null.
    /// </summary>
    public string? Following { get; init; }

    /// <summary>Who holds a task of the case now.</summary>
    public string? Assignee { get; init; }
    public string? OpenedBy { get; init; }

    /// <summary>True for open cases only, false for closed ones only.</summary>
    public bool? Open { get; init; }
    public DateTimeOffset? OpenedFrom { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? OpenedTo { get; init; }
    public DateTimeOffset? ClosedFrom { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? ClosedTo { get; init; }
    public string[]? FaxStatus { get; init; }

    /// <summary>A fax number in any notation, or a part of one.</summary>
    public string? FaxNumber { get; init; }

    /// <summary>openedAt, updatedAt, faxAt or number; a minus in front turns it round. -openedAt when null.</summary>
    public string? Sort { get; init; }
    public string? Cursor { get; init; }

    /// <summary>50 when null; 200 at most.</summary>
    public int? Limit { get; init; }
}

/// <summary>A case in a list.</summary>
public sealed record CaseRow(
    long Key,
    string Number,
    string TypeCode,
    string TypeName,
    string? CategoryCode,
    string? CategoryPath,
    string Subject,
    long? CustomerKey,
    string CustomerName,
    string? CustomerPhone,
    string Channel,
    string Status,
    string StatusText,
    bool IsClosed,
    string OpenedBy,
    string OpenedByName,
    DateTimeOffset OpenedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<string> Assignees,
    string? FaxStatus,
    string? FaxStatusText,
    string? FaxNumber,
    DateTimeOffset? FaxAt
)
{
    /// <summary>How severe the decision of the type says it is; null where none says.</summary>
    public string? Severity { get; init; }
    public string? SeverityText { get; init; }

    /// <summary>Code of the third party that it is about; null for none.</summary>
    public string? ThirdParty { get; init; }
    public string? ThirdPartyName { get; init; }
}

/// <summary>Searches the cases that the user may read.</summary>
public sealed class SearchCases(DeskReader reader, PackTexts packTexts, IOptions<DeskOptions> options, TimeProvider clock)
{
    /// <summary>Of so many cases with rare words it is found out one by one whether the user may read them; of more by the indexes of his own.</summary>
    private const int LookedAtEach = 200;

    /// <summary>Where more cases have the words, the newest of them are read first.</summary>
    private const int AtOnce = 500;

    public async Task<Outcome<Page<CaseRow>>> Handle(DeskUser user, SearchCasesRequest request, CancellationToken ct)
    {
        if (!CaseGuard.MayReadSome(user))
            return Problems.Forbidden(user.Language);
        var words = await packTexts.Words(ct);
        return await reader.Read(
            async db =>
            {
                var found = await Matching(db, user, request, options.Value.DefaultRegion, clock.GetUtcNow(), ct);
                var limit = Math.Clamp(request.Limit ?? 50, 1, 200);
                var sort = CaseSort.Parse(request.Sort);
                var rows = await found.Read(sort, Cursor.Decode(request.Cursor), limit + 1, ct);
                var hasMore = rows.Count > limit;
                if (hasMore)
                    rows.RemoveAt(limit);
                var items = await View(db, rows, user.Language, words, ct);
                var page = new Page<CaseRow>(items, hasMore ? sort.After(rows[^1]).Encode() : null);
                return request.Cursor is null ? await found.Counted(page, ct) : page;
            },
            ct
        );
    }

    /// <summary>The cases that fit and that the user may read.</summary>
    internal static async Task<FoundCases> Matching(
        DeskDb db,
        DeskUser user,
        SearchCasesRequest request,
        string region,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var categories = request.Category is { } category ? await ListCategories.Below(db, category, ct) : null;
        var units = request.Unit is { Length: > 0 } unit ? (await UnitTree.Load(db, ct)).Below([unit]) : null;
        var customers = request.Customer is { Length: > 0 } customer
            ? (await db.Words.Look(db, WordTable.Customers, customer, ct)).Of(db.Customers).Select(row => (long?)row.Key)
            : null;
        var rights = request.Field is { Length: > 0 } ? await FieldRights.All(db, ct) : [];
        // What stands in the text of every case finds it by the index, too.
        var number = request.Number?.Trim();
        var phone = PartOf(request.Phone, region);
        var text = string.Join(
            ' ',
            [request.Text, number, phone?.TrimStart('+'), .. Fields(request).Where(IsInWords).Select(field => field.Value)]
        );
        var isNewestFirst = CaseSort.Parse(request.Sort).IsNewestFirst && request.Following is null;
        var words = await db.Words.Look(db, WordTable.Cases, text, ct, isNewestFirst ? AtOnce : WordIndex.FewMax);
        return isNewestFirst && words.IsMany
            ? new(new FoundCases.NewestFirst(await Stretches(db, request, now, ct), OfStretch))
            : new(await Wanted(words, null), words.IsMany);

        async Task<IReadOnlyList<CasePart>> OfStretch(Stretch stretch)
        {
            var (from, to) = (stretch.From, stretch.To);
            var wanted = await Wanted(await db.Words.Look(db, WordTable.Cases, text, ct, stretch: stretch), stretch);
            return [.. wanted.Select(part => part.Where(rows => rows.Where(row => row.OpenedAt >= from && row.OpenedAt < to)))];
        }

        async Task<IReadOnlyList<CasePart>> Wanted(WordFilter found, Stretch? stretch)
        {
            var parts = Parts(db, user, request.Following, units, found.IsFew);
            if (found.Few.Count > LookedAtEach && request.Following is null && !user.May(Permissions.ReadAllCases))
            {
                found = found.Among(await CaseGuard.ReadableOf(db, user, found.Few, ct, stretch));
                parts = [new(db.Cases)];
            }
            return [.. parts.Select(part => part.Where(rows => found.Of(Narrowed(rows))))];
        }

        IQueryable<Case> Narrowed(IQueryable<Case> part)
        {
            part = Matching(db, part, request, region, now);
            foreach (var field in Fields(request))
                part = FormFilter.Having(part, field.Name, field.Value, user, rights);
            if (categories is not null)
                part = part.Where(row => row.CategoryCode != null && categories.Contains(row.CategoryCode));
            if (units is not null)
                part = part.Where(row => row.DepartmentCode != null && units.Contains(row.DepartmentCode));
            if (customers is not null)
                part = part.Where(row => customers.Contains(row.CustomerKey));
            if (phone is not null)
                part = part.Where(row => row.CustomerPhone != null && row.CustomerPhone.Contains(phone));
            return number is { Length: > 0 } ? part.Where(row => row.Number.Contains(number)) : part;
        }

        bool IsInWords((string Name, string Value) field) => rights.Values.All(one => !one.Guarded.Contains(field.Name));
    }

    /// <summary>The months that the search is about, the newest first.</summary>
    private static async Task<IReadOnlyList<Stretch>> Stretches(
        DeskDb db,
        SearchCasesRequest request,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var first = await db.Cases.MinAsync(row => (DateTimeOffset?)row.OpenedAt, ct) ?? now;
        var last = await db.Cases.MaxAsync(row => (DateTimeOffset?)row.OpenedAt, ct) ?? now;
        return
        [
            .. Months.Back(
                request.OpenedFrom is { } from && from > first ? from : first,
                request.OpenedTo is { } to && to < last ? to : last
            ),
        ];
    }

    /// <summary>
    /// What somebody follows and what has rare words is few: it is read once and each is looked at. Else lists are walked in order, part by part; the
    /// cases of his customers have an order of their own.
    /// </summary>
    private static IReadOnlyList<CasePart> Parts(
        DeskDb db,
        DeskUser user,
        string? following,
        IReadOnlyList<string>? units,
        bool hasFewWords
    ) =>
        following == Followed.Customers ? [new(Followed.OfCustomers(db, user))]
        : Followed.By(db, user, following) is { } keys ? [new(CaseGuard.Readable(db, user).Where(row => keys.Contains(row.Key)))]
        : hasFewWords ? [new(CaseGuard.Readable(db, user))]
        : units is not null && user.May(Permissions.ReadAllCases) ? [.. CaseGuard.UnitParts(db, units)]
        : CaseGuard.ReadableParts(db, user);

    private static IQueryable<Case> Matching(
        DeskDb db,
        IQueryable<Case> query,
        SearchCasesRequest request,
        string region,
        DateTimeOffset now
    )
    {
        var open = db.WorkItems.Where(item => item.Status == WorkItemStatus.Open);
        if (request.CustomerKey is { } customerKey)
            query = query.Where(row => row.CustomerKey == customerKey);
        if (request.Phone is { Length: > 0 } phone && Telephone.TryNormalise(phone, region, out var whole))
            query = query.Where(row => row.CustomerPhone == whole);
        if (request.Status is { Length: > 0 } statuses)
            query = query.Where(row => statuses.Contains(row.Status));
        if (request.Type is { Length: > 0 } types)
            query = query.Where(row => types.Contains(row.TypeCode));
        if (request.Department is { Length: > 0 } department)
            query = query.Where(row => row.DepartmentCode == department);
        if (request.Severity is { Length: > 0 } severities)
            query = query.Where(row => row.Severity != null && severities.Contains(row.Severity));
        if (request.ThirdParty is { Length: > 0 } parties)
            query = query.Where(row => row.ThirdPartyCode != null && parties.Contains(row.ThirdPartyCode));
        if (request.OpenedBy is { Length: > 0 } openedBy)
            query = query.Where(row => row.OpenedBy == openedBy);
        if (request.Assignee is { Length: > 0 } assignee)
        {
            query = query.Where(row =>
                open.Any(item => item.CaseKey == row.Key && item.ConsultationKey == null && item.Assignee == assignee)
            );
        }
        if (request.Open is { } isOpen)
            query = query.Where(row => row.IsClosed != isOpen);
        if (request.OpenedFrom is { } from)
            query = query.Where(row => row.OpenedAt >= from);
        if (request.OpenedTo is { } to)
            query = query.Where(row => row.OpenedAt < to);
        if (request.ClosedFrom is { } closedFrom)
            query = query.Where(row => row.ClosedAt >= closedFrom);
        if (request.ClosedTo is { } closedTo)
            query = query.Where(row => row.ClosedAt < closedTo);
        if (request.Channel is { Length: > 0 } channels)
            query = query.Where(row => channels.Contains(row.Channel));
        if (request.Step is { Length: > 0 } step)
            query = query.Where(row => open.Any(item => item.CaseKey == row.Key && item.ElementId == step));
        if (request.Overdue is { } overdue)
            query = query.Where(row => open.Any(item => item.CaseKey == row.Key && item.DueAt < now) == overdue);
        foreach (var keyword in request.Keyword ?? [])
        {
            var folded = SearchText.Fold(keyword.Trim());
            query = query.Where(row => db.CaseKeywords.Any(one => one.CaseKey == row.Key && one.Folded == folded));
        }
        if (request.FaxStatus is { Length: > 0 } faxStatuses)
            query = query.Where(row => row.FaxStatus != null && faxStatuses.Contains(row.FaxStatus));
        if (request.FaxNumber is { Length: > 0 } fax)
        {
            query = Telephone.TryNormalise(fax, region, out var wholeFax)
                ? query.Where(row => row.FaxNumber == wholeFax)
                : query.Where(row => row.FaxNumber != null && row.FaxNumber.Contains(Digits(fax)));
        }
        return query;
    }

    /// <summary>Null for a whole number, which is looked up as it is, and for none.</summary>
    private static string? PartOf(string? phone, string region) =>
        phone is not { Length: > 0 } || Telephone.TryNormalise(phone, region, out _) ? null : Digits(phone);

    /// <summary>Names and values; what has no equals sign asks for nothing.</summary>
    private static IEnumerable<(string Name, string Value)> Fields(SearchCasesRequest request) =>
        from field in request.Field ?? []
        let sign = field.IndexOf('=', StringComparison.Ordinal)
        where sign > 0 && sign < field.Length - 1
        select (field[..sign], field[(sign + 1)..]);

    private static string Digits(string text) => string.Concat(text.Where(letter => char.IsAsciiDigit(letter) || letter == '+'));

    /// <summary>Rows as people read them.</summary>
    internal static async Task<List<CaseRow>> View(DeskDb db, List<Case> rows, string language, PackWords words, CancellationToken ct)
    {
        if (rows.Count == 0)
            return [];
        var typeCodes = rows.Select(row => row.TypeCode).Distinct(StringComparer.Ordinal).ToList();
        var types = await db
            .CaseTypes.Where(type => typeCodes.Contains(type.Code))
            .Select(type => new { type.Code, type.Name })
            .ToDictionaryAsync(type => type.Code, type => type.Name, StringComparer.Ordinal, ct);
        var categories = await CategoryNames.Of(db, rows.Select(row => row.CategoryCode), language, ct);
        var keys = rows.ConvertAll(row => row.Key);
        var assignees = (
            await db
                .WorkItems.Where(item => item.Status == WorkItemStatus.Open && item.ConsultationKey == null)
                .Where(item => item.Assignee != null && keys.Contains(item.CaseKey))
                .Select(item => new { item.CaseKey, item.Assignee })
                .ToListAsync(ct)
        ).ToLookup(item => item.CaseKey, item => item.Assignee!);
        var codes = rows.Select(row => row.ThirdPartyCode).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var parties =
            codes.Count == 0
                ? []
                : await db.Set<ThirdParty>()
                    .Where(one => codes.Contains(one.Code))
                    .ToDictionaryAsync(one => one.Code, one => one.Name, StringComparer.Ordinal, ct);
        var names = await DeskUsers.Names(db, rows.Select(row => row.OpenedBy).Concat(assignees.SelectMany(one => one)), language, ct);
        return rows.ConvertAll(row => new CaseRow(
            row.Key,
            row.Number,
            row.TypeCode,
            types[row.TypeCode].In(language),
            row.CategoryCode,
            row.CategoryCode is { } category ? categories.GetValueOrDefault(category) : null,
            row.Subject,
            row.CustomerKey,
            row.CustomerName,
            row.CustomerPhone,
            row.Channel,
            row.Status,
            words.Status(row.Status, language),
            row.IsClosed,
            row.OpenedBy,
            names.GetValueOrDefault(row.OpenedBy, row.OpenedBy),
            row.OpenedAt,
            row.UpdatedAt,
            row.ClosedAt,
            [.. assignees[row.Key].Select(name => names.GetValueOrDefault(name, name)).Distinct(StringComparer.Ordinal)],
            row.FaxStatus,
            row.FaxStatus is null ? null : DeskTexts.Get("fax-status." + row.FaxStatus, language),
            row.FaxNumber,
            row.FaxAt
        )
        {
            Severity = row.Severity,
            SeverityText = row.Severity is null ? null : words.Severity(row.Severity, language),
            ThirdParty = row.ThirdPartyCode,
            ThirdPartyName = row.ThirdPartyCode is { } party ? parties.GetValueOrDefault(party)?.In(language) ?? party : null,
        });
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/cases",
                async ([AsParameters] SearchCasesRequest request, DeskUser user, SearchCases handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("SearchCases", "Search the cases that I may read")
            .Produces<Page<CaseRow>>();
}

using Baton.Desk.Cases.Categories;
using Baton.Runtime;

namespace Baton.Desk.Tests.Cases.Categories;

/// <summary>What adam, who administers the organisation, does with the tree of a desk: billing with refund below it, and what he adds.</summary>
internal sealed class CategoryDesk(DeskHost desk) : IAsyncDisposable
{
    private static CancellationToken Ct => DeskHost.Ct;

    public DeskHost Desk => desk;

    public static async Task<CategoryDesk> Start() => new(await DeskHost.Start());

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    public static LocalizedText Name(string name) => new(name + " 简", name + " 繁", name);

    public async Task<Outcome<KeptCategory>> TryAdd(string code, string? parent, bool isFixed = false) =>
        await desk.Get<AddCategory>().Handle(await Adam(), new(code, Name(code), parent, IsFixed: isFixed), Ct);

    public async Task<KeptCategory> Add(string code, string? parent = null, bool isFixed = false) =>
        (await TryAdd(code, parent, isFixed)).Value;

    public async Task<Outcome<KeptCategory>> Move(string code, string? parent, string? before = null, int? version = null) =>
        await desk.Get<MoveCategory>().Handle(await Adam(), new(parent, before) { Code = code, Version = version }, Ct);

    public async Task<Outcome<KeptCategory>> Save(string code, LocalizedText name, bool isFixed = false, int? version = null) =>
        await desk.Get<SaveCategory>().Handle(await Adam(), new(name, null, isFixed) { Code = code, Version = version }, Ct);

    public async Task<Outcome<KeptCategory>> Retire(string code, bool withBelow = false) =>
        await desk.Get<RetireCategory>().Handle(await Adam(), new(code, withBelow), Ct);

    public async Task<Outcome<KeptCategory>> Restore(string code, bool withBelow = false) =>
        await desk.Get<RestoreCategory>().Handle(await Adam(), new(code, withBelow), Ct);

    public async Task<IReadOnlyList<KeptCategory>> All() => (await desk.Get<ListKeptCategories>().Handle(await Adam(), Ct)).Value;

    public async Task<KeptCategory> Find(string code) => (await All()).Single(row => row.Code == code);

    /// <summary>Codes of those that are offered, each with its level, as they stand in the tree.</summary>
    public async Task<string> Tree() =>
        string.Join(' ', (await All()).Where(row => !row.IsRetired).Select(row => $"{row.Code}:{row.Level}"));

    public Task<DeskUser> Adam() => desk.User("adam");
}

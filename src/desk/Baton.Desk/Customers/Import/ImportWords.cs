using System.Collections.Frozen;

namespace Baton.Desk.Customers.Import;

/// <summary>Codes behind the words of a file. A word that nobody knows stays as it is, so that the check names it.</summary>
internal static class ImportWords
{
    private static readonly FrozenDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["个人"] = CustomerKinds.Person,
        ["個人"] = CustomerKinds.Person,
        ["organization"] = CustomerKinds.Organisation,
        ["company"] = CustomerKinds.Organisation,
        ["单位"] = CustomerKinds.Organisation,
        ["企业"] = CustomerKinds.Organisation,
        ["机构"] = CustomerKinds.Organisation,
        ["單位"] = CustomerKinds.Organisation,
        ["企業"] = CustomerKinds.Organisation,
        ["機構"] = CustomerKinds.Organisation,
        ["政府部门"] = CustomerKinds.Authority,
        ["政府部門"] = CustomerKinds.Authority,
        ["监管机构"] = CustomerKinds.Authority,
        ["監管機構"] = CustomerKinds.Authority,
        ["员工"] = CustomerKinds.Staff,
        ["員工"] = CustomerKinds.Staff,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Tongues = new Dictionary<string, string>
    {
        ["english"] = Languages.English,
        ["英文"] = Languages.English,
        ["简体中文"] = Languages.SimplifiedChinese,
        ["zh-CN"] = Languages.SimplifiedChinese,
        ["繁體中文"] = Languages.TraditionalChinese,
        ["zh-HK"] = Languages.TraditionalChinese,
        ["zh-TW"] = Languages.TraditionalChinese,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string Kind(string word) => Known(CustomerKinds.All, word) ?? Kinds.GetValueOrDefault(word, word);

    public static string Language(string word) => Known(Languages.All, word) ?? Tongues.GetValueOrDefault(word, word);

    private static string? Known(IEnumerable<string> codes, string word) =>
        codes.FirstOrDefault(code => code.Equals(word, StringComparison.OrdinalIgnoreCase));
}

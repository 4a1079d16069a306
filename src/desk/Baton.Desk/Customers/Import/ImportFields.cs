using System.Text;
using Baton.Desk.Texts;

namespace Baton.Desk.Customers.Import;

/// <summary>What a column of an import can hold, as codes of the API, and how the headings of files name it.</summary>
public static class ImportFields
{
    /// <summary>The customer number, by which a line finds its customer; every file has it.</summary>
    public const string Number = "number";
    public const string Name = "name";

    /// <summary>A code of <see cref="CustomerKinds"/>, or its usual word.</summary>
    public const string Kind = "kind";

    /// <summary>Code of a tier, or its name in any language.</summary>
    public const string Tier = "tier";

    /// <summary>Tag of a language of the desk.</summary>
    public const string Language = "language";

    /// <summary>One or more, separated by commas, semicolons or line breaks.</summary>
    public const string Phones = "phones";
    public const string Faxes = "faxes";
    public const string Emails = "emails";

    /// <summary>One postal address a column.</summary>
    public const string Addresses = "addresses";

    /// <summary>Customer number of the organisation that a person belongs to.</summary>
    public const string Organisation = "organisation";

    /// <summary>User name of the colleague who looks after the customer.</summary>
    public const string KeyAccountManager = "keyAccountManager";
    public const string Remark = "remark";

    /// <summary>In the order in which people choose.</summary>
    public static IReadOnlyList<string> All { get; } =
    [Number, Name, Kind, Tier, Phones, Faxes, Emails, Addresses, Organisation, KeyAccountManager, Language, Remark];

    /// <summary>Headings of files that mean a field, in the three languages; without spaces and signs.</summary>
    private static readonly Dictionary<string, string> Headings = Index(
        (
            Number,
            "number no customernumber customerno customerid accountnumber accountno 编号 客户编号 客户号 客户号码 編號 客戶編號 客戶號 客戶號碼"
        ),
        (Name, "name customername fullname customer 姓名 名称 客户 客户名称 客户姓名 名稱 客戶 客戶名稱 客戶姓名"),
        (Kind, "kind type customerkind customertype 类型 类别 客户类型 類型 類別 客戶類型"),
        (Tier, "tier level customertier customerlevel 等级 级别 客户等级 客户级别 等級 級別 客戶等級 客戶級別"),
        (
            Phones,
            "phone phones phonenumber phonenumbers telephone tel mobile 电话 电话号码 手机 手机号码 联系电话 電話 電話號碼 手機 手機號碼 聯絡電話"
        ),
        (Faxes, "fax faxes faxnumber faxnumbers 传真 传真号码 傳真 傳真號碼"),
        (Emails, "email emails mail mailaddress mailaddresses emailaddress 邮箱 电子邮箱 电子邮件 郵箱 電郵 電子郵件 電郵地址"),
        (Addresses, "address addresses postaladdress postaladdresses 地址 通讯地址 联系地址 通訊地址 聯絡地址 郵寄地址"),
        (
            Organisation,
            "organisation organization organisationnumber organizationnumber 所属单位 单位 机构 单位编号 所屬機構 機構 單位 機構編號"
        ),
        (KeyAccountManager, "keyaccountmanager accountmanager 客户经理 大客户经理 客戶經理 大客戶經理"),
        (Language, "language 语言 語言"),
        (Remark, "remark remarks comment comments note notes 备注 说明 備註 備注 說明")
    );

    /// <summary>True where several columns add up: phones, faxes, mail and postal addresses.</summary>
    internal static bool IsList(string field) => field is Phones or Faxes or Emails or Addresses;

    /// <summary>The field that a heading means; null when nobody knows.</summary>
    internal static string? Of(string heading)
    {
        var folded = Folded(heading);
        return Headings.GetValueOrDefault(folded) ?? Headings.GetValueOrDefault(folded.TrimEnd([.. "0123456789"]));
    }

    /// <summary>The field of each column by the headings; a field that stands alone goes to the first column that means it.</summary>
    internal static IReadOnlyList<string?> Recognise(IReadOnlyList<string> headings)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. headings.Select(Of).Select(field => field is null || IsList(field) || taken.Add(field) ? field : null)];
    }

    private static string Folded(string heading)
    {
        var letters = new StringBuilder(heading.Length);
        foreach (var letter in SearchText.Fold(heading))
        {
            if (char.IsLetterOrDigit(letter))
                letters.Append(letter);
        }
        return letters.ToString();
    }

    private static Dictionary<string, string> Index(params ReadOnlySpan<(string Field, string Words)> known)
    {
        var index = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, words) in known)
        {
            foreach (var word in words.Split(' '))
                index.Add(word, field);
        }
        return index;
    }
}

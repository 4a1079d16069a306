using System.Text;

namespace Baton.Desk.Channels.Mail.Reading;

/// <summary>Decodes texts whose label is missing or wrong, as mails from Chinese programs often are. Pure.</summary>
internal static class CharsetGuess
{
    private const string GB18030 = "gb18030";
    private const string Big5 = "big5";

    /// <summary>Frequent in plain Chinese, each written alike or not: what decodes to many of these is Chinese.</summary>
    private static readonly System.Buffers.SearchValues<char> Frequent = System.Buffers.SearchValues.Create(
        "的一是不了在人有我他这這個个們们中来來上大为為和国國地到以说說時时要就出会會可也你对對生能而子那得于於着着下自之年过過发發后後作里用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實日军者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系气氣题題活尔爾更别別打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则則听聽白却卻界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边邊死张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運请請您谢謝麻烦煩客户戶服单單退款账賬帳号號费費查询詢投诉訴附"
    );

    /// <summary>The text, and whether its label was wrong.</summary>
    public static (string Text, bool WasWrong) Decode(ReadOnlySpan<byte> bytes, string? label)
    {
        var named = Named(label);
        if (bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) < 0)
            // Seven bits may still mean something else than ASCII, as in ISO-2022 and UTF-7.
            return (
                named is { CodePage: 50220 or 50221 or 50222 or 50225 or 50227 or 52936 }
                    ? named.GetString(bytes)
                    : Encoding.ASCII.GetString(bytes),
                false
            );
        if (
            named is not null
            && named.CodePage != Encoding.ASCII.CodePage
            && Strict(bytes, named) is { } said
            && !IsLatinOfOther(bytes, named)
        )
            return (said, false);
        // What cannot be in the charset of its label is of the larger family of that charset first.
        if (named is { CodePage: 936 or 20936 or 54936 } && Strict(bytes, Of(GB18030)) is { } larger)
            return (larger, false);
        return ((Guess(bytes, named) ?? named ?? Encoding.Latin1).GetString(bytes), true);
    }

    /// <summary>The charset of bytes without a label: UTF-8 where they are nothing else, then Chinese, then Western.</summary>
    public static Encoding Of(ReadOnlySpan<byte> bytes) => Guess(bytes, null) ?? Encoding.Latin1;

    private static Encoding? Guess(ReadOnlySpan<byte> bytes, Encoding? named)
    {
        if (Strict(bytes, Encoding.UTF8) is not null)
            return Encoding.UTF8;
        var (simplified, traditional) = (Of(GB18030), Of(Big5));
        var (mainland, island) = (Score(bytes, simplified), Score(bytes, traditional));
        if (mainland <= 0 && island <= 0)
            return named is null || named.CodePage is 65001 or 20127 ? Western(bytes) : null;
        return island > mainland ? traditional : simplified;
    }

    /// <summary>How much of it is plain Chinese when it is read so; nothing for what cannot be read so.</summary>
    private static double Score(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        if (Strict(bytes, encoding) is not { } text)
            return 0;
        var (frequent, ideographs, odd) = (0, 0, 0);
        foreach (var letter in text)
        {
            if (Frequent.Contains(letter))
                frequent++;
            if (letter is >= '\u4e00' and <= '\u9fff')
                ideographs++;
            else if (letter is >= '\ue000' and <= '\uf8ff' || char.IsSurrogate(letter) || letter is >= '\u3400' and <= '\u4dbf')
                odd++;
        }
        return ideographs == 0 ? 0 : (frequent - odd + 0.01) / (ideographs + odd);
    }

    /// <summary>Chinese under a Western label: every byte is a letter there, so that only the look of the text tells.</summary>
    private static bool IsLatinOfOther(ReadOnlySpan<byte> bytes, Encoding named)
    {
        if (named.CodePage is not (28591 or 1252 or 28605))
            return false;
        var (high, runs, inRun) = (0, 0, false);
        foreach (var one in bytes)
        {
            if (one >= 0x80)
                high++;
            if (one >= 0x80 && !inRun)
                runs++;
            inRun = one >= 0x80;
        }
        // In Western words letters with accents stand alone.
        return high >= 4 && high >= runs * 3 && Guess(bytes, named) is not null;
    }

    private static Encoding Western(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOfAnyInRange((byte)0x80, (byte)0x9F) >= 0 ? Of("windows-1252") : Encoding.Latin1;

    private static string? Strict(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        try
        {
            var strict = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            return encoding.GetString(bytes);
        }
    }

    private static Encoding? Named(string? label)
    {
        if (label is not { Length: > 0 })
            return null;
        var name = label.Trim().Trim('"', '\'').ToLowerInvariant();
        if (name is "gb2312" or "gbk" or "gb_2312-80" or "x-gbk" or "gb2312-80" or "chinesegb" or "cp936" or "ms936" or "euc-cn")
            name = GB18030;
        if (name is "big5-hkscs" or "big5hkscs" or "x-x-big5" or "cp950" or "big-5")
            name = Big5;
        if (name is "utf8" or "unicode-1-1-utf-8" or "utf-8n")
            name = "utf-8";
        try
        {
            return Of(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding Of(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
}

namespace Baton.Desk.Notifications.Drivers.Sms;

/// <summary>How a text travels as SMS: in the alphabet of GSM 03.38 where all its letters are in it, else in UCS-2, in one or several parts.</summary>
/// <param name="Text">What is sent.</param>
/// <param name="IsUnicode">True for UCS-2.</param>
/// <param name="Segments">How many messages the network counts.</param>
internal sealed record SmsText(string Text, bool IsUnicode, int Segments)
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>These take an escape before them.</summary>
    private const string Extended = "\f^{}\\[~]|€";

    public static SmsText Of(string text)
    {
        var line = text.ReplaceLineEndings("\n").Trim();
        var isUnicode = line.Any(letter => Width(letter) == 0);
        return new SmsText(line, isUnicode, Count(line, isUnicode));
    }

    /// <summary>The text, or its beginning where it is longer than the parts allow; the sign of that is three dots, which both alphabets have.</summary>
    public static SmsText Of(string text, int maxSegments)
    {
        var whole = Of(text);
        if (whole.Segments <= maxSegments)
            return whole;
        var (fits, over) = (0, whole.Text.Length);
        while (over - fits > 1)
        {
            var middle = (fits + over) / 2;
            if (Count(whole.Text[..middle] + "...", whole.IsUnicode) <= maxSegments)
                fits = middle;
            else
                over = middle;
        }
        if (fits > 0 && char.IsHighSurrogate(whole.Text[fits - 1]))
            fits--;
        var cut = whole.Text[..fits].TrimEnd() + "...";
        return new SmsText(cut, whole.IsUnicode, Count(cut, whole.IsUnicode));
    }

    private static int Count(string text, bool isUnicode)
    {
        var (single, part) = isUnicode ? (70, 67) : (160, 153);
        var length = isUnicode ? text.Length : text.Sum(Width);
        if (length <= single)
            return 1;
        // A letter of two units goes whole into the next part.
        var (segments, used) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var width = 1;
            if (!isUnicode)
                width = Width(text[i]);
            else if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length)
                (width, i) = (2, i + 1);
            if (used + width > part)
                (segments, used) = (segments + 1, 0);
            used += width;
        }
        return segments;
    }

    /// <summary>Septets of a letter; 0 where the alphabet has it not.</summary>
    private static int Width(char letter) =>
        Basic.Contains(letter, StringComparison.Ordinal) ? 1
        : Extended.Contains(letter, StringComparison.Ordinal) ? 2
        : 0;
}

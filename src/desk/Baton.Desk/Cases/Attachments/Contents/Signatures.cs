using System.Buffers.Binary;

namespace Baton.Desk.Cases.Attachments.Contents;

/// <summary>The beginnings by which binary files are known, as their published formats have them. Pure.</summary>
internal static class Signatures
{
    /// <summary>The type; null when the beginning belongs to none, so that it may be text.</summary>
    public static string? Find(ReadOnlySpan<byte> head) => Picture(head) ?? Document(head) ?? Sound(head) ?? Program(head);

    private static string? Picture(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) ? "image/gif"
        : IsRiff(head, "WEBP"u8) ? "image/webp"
        : head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) ? "image/tiff"
        : IsBitmap(head) ? "image/bmp"
        : null;

    private static string? Document(ReadOnlySpan<byte> head) =>
        head.StartsWith("%PDF-"u8) ? "application/pdf"
        : head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8) ? ZipNames.TypeOf(head)
        : head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? ContentTypes.OldOffice
        : null;

    private static string? Sound(ReadOnlySpan<byte> head) =>
        head.StartsWith("ID3"u8) || IsMpegLayer3(head) ? "audio/mpeg"
        : IsRiff(head, "WAVE"u8) ? "audio/wav"
        : head.StartsWith("OggS\0"u8) ? "audio/ogg"
        : head.Length >= 12 && head[4..].StartsWith("ftyp"u8) ? Brand(head.Slice(8, 4))
        : null;

    private static string? Program(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> link = [0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0];
        var isProgram =
            IsPortableExecutable(head)
            || head.StartsWith("\u007FELF"u8)
            || head.StartsWith("\0asm"u8)
            || head.StartsWith(link)
            || IsMach(head);
        return isProgram ? ContentTypes.Program : null;
    }

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> form) =>
        head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith(form);

    /// <summary>Two letters alone would make a picture of many a text; the header that follows has one of a few lengths.</summary>
    private static bool IsBitmap(ReadOnlySpan<byte> head) =>
        head.Length >= 18
        && head.StartsWith("BM"u8)
        && BinaryPrimitives.ReadUInt32LittleEndian(head[14..]) is 12 or 40 or 52 or 56 or 64 or 108 or 124;

    /// <summary>Two letters as well: a program of DOS or Windows has zeros soon, which no text has.</summary>
    private static bool IsPortableExecutable(ReadOnlySpan<byte> head) =>
        head.StartsWith("MZ"u8) && head[..Math.Min(head.Length, 64)].Contains((byte)0);

    private static bool IsMach(ReadOnlySpan<byte> head) =>
        head.Length >= 4
        && BinaryPrimitives.ReadUInt32BigEndian(head) is 0xFEEDFACE or 0xFEEDFACF or 0xCEFAEDFE or 0xCFFAEDFE or 0xCAFEBABE;

    /// <summary>A frame of MPEG audio, layer III, without a tag before it.</summary>
    private static bool IsMpegLayer3(ReadOnlySpan<byte> head) =>
        head.Length >= 4
        && head[0] == 0xFF
        && (head[1] & 0xE0) == 0xE0
        && (head[1] & 0x18) != 0x08
        && (head[1] & 0x06) == 0x02
        && (head[2] & 0xF0) is not 0xF0 and not 0
        && (head[2] & 0x0C) != 0x0C;

    private static string Brand(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("M4A"u8) || brand.StartsWith("M4B"u8) ? "audio/mp4"
        : brand.StartsWith("qt"u8) ? "video/quicktime"
        : brand.StartsWith("he"u8) || brand.StartsWith("mif1"u8) ? "image/heif"
        : brand.StartsWith("avif"u8) ? "image/avif"
        : "video/mp4";
}

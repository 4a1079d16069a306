using System.IO.Compression;
using System.Text;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Attachments.Contents;

namespace Baton.Desk.Tests.Cases.Attachments;

public sealed class ContentTypesTests
{
    private const string Simplified = "客户希望今天内收到确认传真，请尽快处理并回复。号码：98765432";
    private const string Traditional = "客戶希望今天內收到確認傳真，請盡快處理並回覆。號碼：98765432";

    public static TheoryData<string, byte[]> Beginnings =>
        new()
        {
            { "image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] },
            { "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] },
            { "image/gif", "GIF89a\u0001\0"u8.ToArray() },
            { "image/webp", "RIFF\u0010\0\0\0WEBPVP8 "u8.ToArray() },
            { "image/tiff", "II*\0\u0008\0\0\0"u8.ToArray() },
            { "image/tiff", "MM\0*\0\0\0\u0008"u8.ToArray() },
            { "image/bmp", [.. "BM"u8, .. new byte[12], 40, 0, 0, 0] },
            { "application/pdf", "%PDF-1.7\n"u8.ToArray() },
            { "audio/mpeg", "ID3\u0004\0\0"u8.ToArray() },
            { "audio/mpeg", [0xFF, 0xFB, 0x90, 0x64, 0] },
            { "audio/wav", "RIFF\u0010\0\0\0WAVEfmt "u8.ToArray() },
            { "audio/ogg", "OggS\0\u0002"u8.ToArray() },
            { "audio/mp4", "\0\0\0\u0020ftypM4A \0\0"u8.ToArray() },
            { "video/mp4", "\0\0\0\u0020ftypisom\0\0"u8.ToArray() },
            { ContentTypes.OldOffice, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] },
            { ContentTypes.Program, [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0] },
            { ContentTypes.Program, "\u007FELF\u0002\u0001"u8.ToArray() },
            { ContentTypes.Script, "#!/bin/sh\nrm -r .\n"u8.ToArray() },
            { ContentTypes.Html, "\n <!doctype html><p>Hello"u8.ToArray() },
            { ContentTypes.Html, "<script>alert(1)</script>"u8.ToArray() },
            { ContentTypes.Html, "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>"u8.ToArray() },
            { ContentTypes.Svg, "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray() },
            { ContentTypes.Svg, "<?xml version='1.0'?><!-- a drawing --><svg/>"u8.ToArray() },
            { ContentTypes.Html, Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<html>")).ToArray() },
            { "application/xml", "<?xml version='1.0'?><order/>"u8.ToArray() },
            { ContentTypes.Text, "MZ is how his letter begins"u8.ToArray() },
            { ContentTypes.Text, "BMW has sent us a letter, which is long enough"u8.ToArray() },
            { ContentTypes.Text, "<a.lee@example.com> wrote"u8.ToArray() },
            { ContentTypes.Unknown, [1, 2, 3, 0, 5, 0, 0, 9, 200, 201] },
        };

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void A_file_is_known_by_its_first_bytes(string type, byte[] content)
    {
        Assert.Equal(type, ContentTypes.Of(content, isWhole: true, named: "image/png"));
    }

    [Theory]
    [InlineData("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    [InlineData("photos/1.jpg", "application/zip")]
    public void An_Office_package_is_told_from_other_zip_files(string entry, string type)
    {
        Assert.Equal(type, ContentTypes.Of(Zip("[Content_Types].xml", "_rels/.rels", entry), isWhole: true, named: null));
    }

    [Fact]
    public void A_folder_called_word_makes_no_document()
    {
        Assert.Equal("application/zip", ContentTypes.Of(Zip("word/document.xml"), isWhole: true, named: null));
    }

    [Fact]
    public void An_OpenDocument_names_itself()
    {
        const string Type = "application/vnd.oasis.opendocument.spreadsheet";
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("mimetype", CompressionLevel.NoCompression).Open())
        {
            entry.Write(Encoding.ASCII.GetBytes(Type));
        }

        Assert.Equal(Type, ContentTypes.Of(file.ToArray(), isWhole: true, named: null));
    }

    [Theory]
    [InlineData("utf-8", Simplified, "utf-8")]
    [InlineData("utf-16", Traditional, "utf-16")]
    [InlineData("utf-16BE", Traditional, "utf-16BE")]
    [InlineData("gb18030", Simplified, "gb18030")]
    [InlineData("gb18030", Traditional + "𠮷野家", "gb18030")]
    [InlineData("big5", Traditional, "big5")]
    [InlineData("windows-1252", "Grüße aus Köln, schön über den Fluß", "windows-1252")]
    public void The_encoding_of_a_text_is_found(string encoding, string text, string found)
    {
        var bytes = Find(encoding).GetBytes(text);

        var charset = TextCharset.Of(bytes, isWhole: true);

        Assert.Equal(found, charset?.WebName, ignoreCase: true);
        Assert.Equal(text, charset!.GetString(bytes));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("big5")]
    public void A_character_that_is_cut_at_the_end_does_not_matter(string encoding)
    {
        var bytes = Find(encoding).GetBytes(Traditional.Replace("：98765432", "", StringComparison.Ordinal));

        Assert.Equal(encoding, TextCharset.Of(bytes.AsSpan(..^1), isWhole: false)?.WebName);
    }

    [Theory]
    [InlineData("text/csv", "text/csv")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/pdf", "text/plain")]
    [InlineData(null, "text/plain")]
    public void Of_texts_the_name_says_which_kind(string? named, string type)
    {
        Assert.Equal(type, ContentTypes.Of("a,b\r\n1,2\r\n"u8, isWhole: true, named));
    }

    [Theory]
    [InlineData("letter.doc", "application/msword", true)]
    [InlineData("letter.docx", "application/zip", true)]
    [InlineData("data.csv", "text/plain", true)]
    [InlineData("call.m4a", "video/mp4", true)]
    [InlineData("paper.pdf", "text/html", false)]
    [InlineData("photo.jpg", "image/png", false)]
    [InlineData("notes.txt", "text/html", false)]
    public void A_name_that_promises_something_else_is_noticed(string name, string type, bool isAsNamed)
    {
        Assert.Equal(isAsNamed, FileRules.IsAsNamed(name, type));
    }

    private static Encoding Find(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

    private static byte[] Zip(params string[] names)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("<xml/>"u8);
            }
        }
        return file.ToArray();
    }
}

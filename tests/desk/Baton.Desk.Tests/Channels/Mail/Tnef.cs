using System.Text;

namespace Baton.Desk.Tests.Channels.Mail;

/// <summary>Writes a winmail.dat as Outlook does, with one file.</summary>
internal static class Tnef
{
    private const uint Signature = 0x223E9F78;
    private const uint Version = 0x00089006;
    private const uint RenderData = 0x00069002;
    private const uint Title = 0x00018010;
    private const uint Data = 0x0006800F;

    public static byte[] WithFile(string name, byte[] content)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Signature);
        writer.Write((ushort)1);
        Attribute(writer, 1, Version, [0, 0, 1, 0]);
        Attribute(writer, 2, RenderData, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        Attribute(writer, 2, Title, [.. Encoding.ASCII.GetBytes(name), 0]);
        Attribute(writer, 2, Data, content);
        writer.Flush();
        return stream.ToArray();
    }

    private static void Attribute(BinaryWriter writer, byte level, uint tag, byte[] value)
    {
        writer.Write(level);
        writer.Write(tag);
        writer.Write(value.Length);
        writer.Write(value);
        writer.Write((ushort)(value.Sum(one => one) & 0xFFFF));
    }
}

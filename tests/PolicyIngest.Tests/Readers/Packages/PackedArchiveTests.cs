using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Packages;

/// <summary>Archives of other kinds than zip: the same members under the same limits.</summary>
public sealed class PackedArchiveTests
{
    internal const string SevenZip = "N3q8ryccAASzOFDcbAAAAAAAAAAgAAAAAAAAACShoJcBAAvkuZnkuIDjgIHnlLIAAACBMweuD87ysgwHyEN/QbH6/duItu9skj10WA5GMFldThPEzwLbnTdF0BYZL2hs6+pDQdIn618DJ4OxINBBW16wxF7KsbPq2RUTiK43pSQGxHRA4TEkLTMAAAAXBhABCVwABwsBAAEjAwEBBV0AEAAADG4KAcNI4H8AAA==";
    private const string SevenZipWithPassword = "N3q8ryccAARXWJtXEAAAAAAAAABiAAAAAAAAAP/nzJO/RhTb5f3tRtFinVxT+ON9AQQGAAEJEAAHCwEAAiQG8QcBElMPipR4JlUBI8fIdxlBLd6D4CEhAQABAAwHAwAICgF/n37tAAAFARkBABENAGIALgB0AHgAdAAAABQKAQCmT6VI4n3dARUGAQAggKSBAAA=";

    private static byte[] Tar(params (string Name, byte[] Content)[] members)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
            foreach (var (name, content) in members) writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return tar.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>An archive of WinRAR 4 whose members are stored as they are.</summary>
    private static byte[] Rar(params (string Name, string Content)[] members)
    {
        var rar = new MemoryStream();
        rar.Write([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x00]);
        Block(0x73, 0, new byte[6]);
        foreach (var (name, content) in members)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(content), letters = Encoding.ASCII.GetBytes(name);
            byte[] head = new byte[25 + letters.Length];
            BinaryPrimitives.WriteInt32LittleEndian(head, bytes.Length);
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), bytes.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(9), Crc32.Of(bytes));
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(13), 0x5821_0000);
            (head[17], head[18]) = (20, 0x30);
            BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(19), (ushort)letters.Length);
            letters.CopyTo(head, 25);
            Block(0x74, 0x8000, head);
            rar.Write(bytes);
        }
        Block(0x7B, 0x4000, []);
        return rar.ToArray();

        void Block(byte type, ushort flags, byte[] rest)
        {
            byte[] block = new byte[7 + rest.Length];
            block[2] = type;
            BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(3), flags);
            BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(5), (ushort)block.Length);
            rest.CopyTo(block, 7);
            BinaryPrimitives.WriteUInt16LittleEndian(block, (ushort)Crc32.Of(block.AsSpan(2)));
            rar.Write(block);
        }
    }

    private static DocumentArchive Open(byte[] bytes, ReadOptions? options = null, long maxMember = 256 << 20) =>
        DocumentArchive.Open(new SourceFile("plans", bytes), options ?? ReadOptions.Default, maxMember, default);

    private static string[] Texts(byte[] bytes)
    {
        var archive = Open(bytes);
        return [.. archive.Members.Select(member => $"{member.Path} {Encoding.UTF8.GetString(archive.Read(member, default).Bytes.Span)}")];
    }

    private static string Fault(byte[] bytes, ReadOptions? options = null) => Assert.Throws<DocumentException>(() => Open(bytes, options)).Code;

    [Fact]
    public void Members_of_a_7z_archive() =>
        Assert.Equal(["plans!/b.txt 乙", "plans!/方案.txt 一、甲"], Texts(Convert.FromBase64String(SevenZip)).Order(StringComparer.Ordinal));

    [Fact]
    public void Members_of_a_rar_archive() => Assert.Equal(["plans!/a.txt 甲", "plans!/sub/b.txt 乙"], Texts(Rar(("a.txt", "甲"), ("sub\\b.txt", "乙"))));

    [Fact]
    public void Members_of_a_tar_archive_packed_or_not()
    {
        byte[] tar = Tar(("云岭/方案.txt", "甲"u8.ToArray()), ("__MACOSX/x", "x"u8.ToArray()), ("../b.txt", "乙"u8.ToArray()));
        Assert.Equal(["plans!/云岭/方案.txt 甲", "plans!/b.txt 乙"], Texts(tar));
        Assert.Equal(Texts(tar), Texts(Gzip(tar)));
    }

    [Fact]
    public void Archives_of_all_kinds_in_archives_are_walked()
    {
        byte[] inner = Gzip(Tar(("a.txt", "甲"u8.ToArray())));
        byte[] zip = new ZipBuilder().Part("c.tar.gz", inner).Part("d.rar", Rar(("b.txt", "乙"))).Part("e.txt", "丙").Zip();
        Assert.Equal(["plans!/c.tar.gz!/a.txt 甲", "plans!/d.rar!/b.txt 乙", "plans!/e.txt 丙"], Texts(zip));
    }

    [Fact]
    public void Each_is_known_by_its_bytes()
    {
        foreach (byte[] archive in (byte[][])[Convert.FromBase64String(SevenZip), Rar(("a.txt", "x")), Tar(("a.txt", [1])), Gzip(Tar(("a.txt", [1])))])
            Assert.True(DocumentArchive.IsArchive(new SourceFile("a.doc", archive)));
    }

    [Fact]
    public void A_password_is_named() => Assert.Equal("encrypted-archive", Fault(Convert.FromBase64String(SevenZipWithPassword)));

    [Fact]
    public void Limits_hold()
    {
        byte[] bomb = Gzip(Tar(("a.txt", new byte[30 << 20])));
        Assert.Equal("zip-ratio", Fault(bomb));
        byte[] two = Gzip(Tar(("a.txt", new byte[100]), ("b.txt", [1])));
        Assert.Equal("too-many-parts", Fault(two, new ReadOptions { MaxZipParts = 1 }));
        Assert.Equal("part-too-large", Assert.Throws<DocumentException>(() => Open(two, maxMember: 50)).Code);
        byte[] many = Gzip(Tar([.. Enumerable.Range(0, 9).Select(i => ($"{i}.txt", new byte[50]))]));
        Assert.Equal("archive-too-large", Assert.Throws<DocumentException>(() => Open(many, maxMember: 60)).Code);
    }

    [Fact]
    public void Damage_is_told_and_never_a_fault_of_the_program()
    {
        byte[] sevenZip = Convert.FromBase64String(SevenZip);
        Assert.Equal("damaged-archive", Fault(sevenZip[..^10]));
        Assert.Equal("damaged-archive", Fault(Gzip(Tar(("a.txt", new byte[10_000])))[..^60]));
        var random = new Random(5);
        byte[][] sound = [sevenZip, Rar(("a.txt", "甲"), ("b.txt", "乙")), Gzip(Tar(("a.txt", new byte[3_000])))];
        for (int i = 0; i < 300; i++)
        {
            byte[] broken = (byte[])sound[i % 3].Clone();
            for (int n = 0; n < 3; n++) broken[random.Next(7, broken.Length)] = (byte)random.Next(256);
            try
            {
                _ = Open(broken, new ReadOptions { MaxZipPartSize = 1 << 20 });
            }
            catch (DocumentException fault)
            {
                Assert.NotEqual(DocumentStatus.Crash, fault.Status);
            }
        }
    }
}

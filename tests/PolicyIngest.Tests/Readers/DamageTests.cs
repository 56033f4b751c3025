using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers;

/// <summary>Files that were cut off or changed on their way: the answer is a document or a clear message, never another fault.</summary>
public sealed class DamageTests
{
    public static TheoryData<string> Samples() =>
        ["docx/automatic-numbers.docx", "docx/contents-and-page-numbers.docx", "docx/merged-cells.docx", "xlsx/merged-cells.xlsx", "html/layout-tables.html", "html/merged-cells.html"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_file_cut_off_anywhere_is_answered(string path)
    {
        byte[] whole = Bytes(path);
        for (int i = 0; i < 25; i++) Answer(path, whole[..(whole.Length * i / 25)]);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_file_with_flipped_bits_is_answered(string path)
    {
        byte[] whole = Bytes(path);
        var random = new Random(20260705);
        for (int i = 0; i < 25; i++)
        {
            byte[] bytes = [.. whole];
            for (int k = 0; k <= i; k++) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            Answer(path, bytes);
        }
    }

    private static byte[] Bytes(string path) => File.ReadAllBytes(Path.Combine(Repository.Samples, path));

    private static void Answer(string path, byte[] bytes)
    {
        try
        {
            Assert.NotEmpty(ReaderRegistry.Read(new SourceFile(path, bytes), ReadOptions.Default, default).Blocks);
        }
        catch (DocumentException fault)
        {
            Assert.NotEqual(DocumentStatus.Crash, fault.Status);
            Assert.NotEmpty(fault.Code);
            Assert.NotEmpty(fault.Message);
        }
    }
}

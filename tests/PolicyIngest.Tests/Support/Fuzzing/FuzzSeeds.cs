using System.Text;

namespace PolicyIngest.Tests.Support.Fuzzing;

/// <summary>Files that fuzzing starts from: the samples and a few made here, so that each format is among them.</summary>
internal static class FuzzSeeds
{
    /// <summary>The files by name.</summary>
    /// <param name="folders">Folders of documents.</param>
    public static List<(string Name, byte[] Content)> Of(params IEnumerable<string> folders)
    {
        var seeds = folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => !file.EndsWith(".tsv", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileName(file), File.ReadAllBytes(file))).ToList();
        seeds.Add(("sheet.xlsx", Sheet()));
        seeds.Add(("page.pdf", Pdf()));
        seeds.Add(("archive.zip", Archive(seeds)));
        return seeds;
    }

    private static byte[] Sheet() => XlsxBuilder.Rows(
        XlsxBuilder.Row(1, XlsxBuilder.Words("A1", "云岭市任务清单")) + XlsxBuilder.Row(2, XlsxBuilder.Words("A2", "任务"), XlsxBuilder.Words("B2", "牵头单位"))
        + XlsxBuilder.Row(3, XlsxBuilder.Words("A3", "1. 清理河道"), XlsxBuilder.Number("B3", "45000", 1)), "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>").Formats("yyyy/m/d", "0.00%").Zip();

    private static byte[] Pdf()
    {
        var writer = new PdfWriter();
        for (int page = 0; page < 3; page++)
            writer.AddPage().Lines(80, 110, 29, 16, "云岭市工作方案", "一、主要任务", "1. 清理河道，年底前完成。", "（县水利局负责）").Grid([80, 200, 400], [400, 440, 480]).Text(90, 425, "任务").Text(210, 425, "单位");
        return writer.Save();
    }

    private static byte[] Archive(List<(string Name, byte[] Content)> seeds)
    {
        var zip = new ZipBuilder();
        foreach (var (name, content) in seeds.Take(4)) zip.Part("plans/" + name, content);
        return zip.Part("inner.zip", new ZipBuilder().Part("a.txt", Encoding.UTF8.GetBytes("一、清理河道。")).Zip()).Zip();
    }
}

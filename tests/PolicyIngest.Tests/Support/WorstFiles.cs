using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace PolicyIngest.Tests.Support;

/// <summary>A file made to do harm, or one so large that careless code does it by itself.</summary>
/// <param name="Name">Its name, which says what it is.</param>
/// <param name="Codes">The reasons with which it may be refused; empty where it has to be read.</param>
/// <param name="Make">Makes it.</param>
internal sealed record WorstFile(string Name, string[] Codes, Func<byte[]> Make);

/// <summary>The worst files that we could think of, one for each way in which comparable readers were brought down.</summary>
internal static class WorstFiles
{
    private const int Million = 1_000_000;
    private const int Rows = 100_000;
    private const string Row = "完成河道清淤工程|县水利局|2025年底前";

    public static IReadOnlyList<WorstFile> All { get; } =
    [
        new("bomb-10-gb.docx", ["part-too-large"], () => Bomb(isHonest: true)),
        new("bomb-10-gb-that-lies.docx", ["zip-ratio", "damaged-zip", "damaged-xml", "damaged-package"], () => Bomb(isHonest: false)),
        new("nested-200.zip", ["zip-nesting"], NestedArchives),
        new("billion-laughs.docx", ["xml-dtd"], () => Document("<!DOCTYPE l [<!ENTITY a \"哈\">" + string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY {(char)('a' + i)} \"{string.Concat(Enumerable.Repeat($"&{(char)('a' + i - 1)};", 10))}\">")) + "]>", "<w:p><w:r><w:t>&j;</w:t></w:r></w:p>")),
        new("external-entity.docx", ["xml-dtd"], () => Document("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")),
        new("deep-1-million.docx", ["xml-too-deep"], () => Document("", Repeat("<w:sdt><w:sdtContent>", Million / 2))),
        new("deep-1-million.html", ["html-too-deep"], () => Page(Repeat("<div>", Million) + "底")),
        new("deep-1-million-closed.html", ["html-too-deep"], () => Page(Repeat("<div>", Million) + "底" + Repeat("</div>", Million))),
        new("deep-1-million-formatting.html", ["html-too-deep"], () => Page(Repeat("<b>", Million) + "底")),
        new("deep-1-million-tables.html", ["html-too-deep"], () => Page(Repeat("<table><tr><td>", Million / 3) + "底")),
        new("end-tags-in-400-open.html", ["html-too-costly"], () => Page(Repeat("<div>", 400) + Repeat("</p>", Million) + "一、清理河道。" + Repeat("</div>", 400))),
        new("a-million-elements.html", ["html-too-many-elements"], () => Page(Repeat("<p>清理<b>河道</b>。", Million))),
        new("one-line-100-mb.txt", ["endless-paragraph"], () => Text(string.Concat(Enumerable.Repeat("清理河道，整治水库。", 100 * Million / 30)))),
        new("one-line-100-mb-ascii.txt", ["too-much-text", "endless-paragraph"], () => Text(new string('a', 100 * Million))),
        new("100-mb-of-lines.txt", ["too-many-rows", "too-much-text", "out-of-memory"], () => Text(Repeat("1. 清理河道。\n", 100 * Million / 20))),
        new("page-tree-loop.pdf", ["pdf-no-pages", "pdf-damaged", "pdf-unreadable"], PageTreeLoop),
        new("forms-in-forms.pdf", ["pdf-endless-drawing"], FormsInForms),
        new("path-closed-again.pdf", [], () => Drawing("0 0 m\n" + Repeat("1 1 l\n", Rows - 10) + Repeat("h\n", 3 * Rows) + "S")),
        new("white-on-many-grounds.pdf", [], () => Drawing(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{i % 590} {i / 9} 5 5 re f\n")) + "1 g BT /F 1 Tf 1 0 0 1 0 800 Tm\n" + Repeat($"<{Repeat("4E00", 500)}> Tj 0 -1 Td\n", 800) + "ET")),
        new("letters-on-many-lines.pdf", [], () => Drawing(string.Concat(Enumerable.Range(0, Rows / 5).Select(i => string.Create(CultureInfo.InvariantCulture, $"0 {i / 25.0} m 2 {i / 25.0} l S\n"))) + "BT /F 20 Tf 1 0 0 1 300 800 Tm\n" + Repeat($"<{Repeat("4E00", 10)}> Tj 0 -.01 Td\n", 50_000) + "ET")),
        new("table-100000-rows.txt", [], () => Text("云岭市任务清单\n\t任务\t单位\t时限\n" + Table(cells => "\t" + string.Join('\t', cells) + "\n"))),
        new("table-100000-rows.html", [], () => Page("<h1>云岭市任务清单</h1><table>" + Table(cells => "<tr>" + string.Concat(cells.Select(cell => $"<td>{cell}</td>")) + "</tr>\n") + "</table>")),
        new("table-100000-rows.docx", [], () => Document("", "<w:tbl>" + Table(cells => DocxBuilder.Row(cells)) + "</w:tbl>")),
        new("table-100000-rows.xlsx", [], Workbook),
    ];

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();

    private static string Table(Func<string[], string> row)
    {
        var rows = new StringBuilder();
        for (int i = 0; i < Rows; i++) rows.Append(row([$"{i}号{Row.Split('|')[0]}", .. Row.Split('|')[1..]]));
        return rows.ToString();
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Page(string body) => Text("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>云岭市工作方案</title></head><body>" + body + "</body></html>");

    private static byte[] Document(string before, string body) => DocxBuilder.Body("").Parts().Part("word/document.xml",
        $"<?xml version=\"1.0\"?>{before}<w:document xmlns:w=\"{DocxBuilder.Transitional}\"><w:body>{body}</w:body></w:document>").Zip();

    private static byte[] NestedArchives()
    {
        byte[] zip = new ZipBuilder().Part("方案.txt", "一、清理河道。").Zip();
        for (int depth = 0; depth < 200; depth++) zip = new ZipBuilder().Part("inner.zip", zip).Zip();
        return zip;
    }

    private static byte[] Workbook()
    {
        var rows = new StringBuilder();
        for (int i = 1; i <= Rows; i++)
            rows.Append("<row>").Append(string.Concat(Row.Split('|').Select(cell => $"<c t=\"inlineStr\"><is><t>{i}{cell}</t></is></c>"))).Append("</row>");
        return XlsxBuilder.Rows(rows.ToString()).Zip();
    }

    private static byte[] PageTreeLoop() => PdfWriter.Assemble(
    [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1000000/Kids[3 0 R]>>",
        "<</Type/Pages/Count 1000000/Parent 2 0 R/Kids[2 0 R 3 0 R]>>",
    ]);

    private static byte[] Drawing(string operators)
    {
        var pdf = new PdfWriter();
        pdf.AddPage().Text(100, 100, "一、清理河道。").Raw(operators);
        return pdf.Save();
    }

    /// <summary>A page of nine forms, each of which draws the next ten times.</summary>
    private static byte[] FormsInForms() => PdfWriter.Assemble(
    [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        "<</Length 5>>\nstream\n/X Do\nendstream",
        .. Enumerable.Range(6, 9).Select(next =>
            $"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X {next} 0 R>>>>/Length 60>>\nstream\n{Repeat("/X Do ", 10)}\nendstream"),
        "<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Length 1>>\nstream\nn\nendstream",
    ]);

    /// <summary>
    /// A Word file whose text unpacks to 10 GB of blanks: one packed megabyte over and over, put into the package by hand.
    /// </summary>
    private static byte[] Bomb(bool isHonest)
    {
        const long size = 10L << 30;
        byte[] head = Text($"<w:document xmlns:w=\"{DocxBuilder.Transitional}\"><w:body>");
        using var packed = new MemoryStream();
        packed.Write(Packed(head));
        byte[] blanks = Packed([.. Enumerable.Repeat((byte)' ', 1 << 20)]);
        for (long i = 0; i < size >> 20; i++) packed.Write(blanks);
        // An empty last block.
        packed.Write([0x03, 0x00]);
        byte[] zip = DocxBuilder.Body("").Parts().Part("word/document.xml", "").Zip();
        return WithContent(zip, "word/document.xml", packed.ToArray(), isHonest ? size + head.Length : 1_000);
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using var deflate = new DeflateStream(packed, CompressionLevel.Optimal);
        deflate.Write(content);
        deflate.Flush();
        return packed.ToArray();
    }

    /// <summary>Puts packed bytes into the last entry of a zip file, which is empty, and writes their size into its headers.</summary>
    private static byte[] WithContent(byte[] zip, string name, byte[] packed, long size)
    {
        int directory = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        int local = zip.AsSpan().LastIndexOf("PK\x03\x04"u8);
        int entry = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        int end = zip.AsSpan().LastIndexOf("PK\x05\x06"u8);
        byte[] before = zip[..(local + 30 + name.Length)];
        BinaryPrimitives.WriteUInt16LittleEndian(before.AsSpan(local + 8), 8);
        byte[] central = zip[directory..entry];
        byte[] last = zip[entry..(entry + 46 + name.Length)];
        // Sizes of 4 GB and more stand in an extra field behind the name.
        byte[] extra = new byte[12];
        extra[0] = 1;
        extra[2] = 8;
        BinaryPrimitives.WriteInt64LittleEndian(extra.AsSpan(4), size);
        BinaryPrimitives.WriteUInt16LittleEndian(last.AsSpan(10), 8);
        BinaryPrimitives.WriteUInt32LittleEndian(last.AsSpan(20), (uint)packed.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(last.AsSpan(24), uint.MaxValue);
        BinaryPrimitives.WriteUInt16LittleEndian(last.AsSpan(30), (ushort)extra.Length);
        byte[] tail = zip[end..];
        BinaryPrimitives.WriteUInt32LittleEndian(tail.AsSpan(12), (uint)(central.Length + last.Length + extra.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(tail.AsSpan(16), (uint)(before.Length + packed.Length));
        return [.. before, .. packed, .. central, .. last, .. extra, .. tail];
    }
}

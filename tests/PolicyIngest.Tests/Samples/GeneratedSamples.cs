using System.Text;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;

namespace PolicyIngest.Tests.Samples;

/// <summary>
/// The samples that are no plain text to edit: text samples in another encoding, with other line ends, as Word documents, PDF files or workbooks.
/// Each gives the same facts as the text that it is made from.
/// </summary>
internal static partial class GeneratedSamples
{
    /// <summary>The files by path below the samples folder, each with the sample that it is made from.</summary>
    public static IReadOnlyList<(string Path, string From, Func<string, byte[]> Make)> All { get; } =
    [
        ("txt/gb18030.txt", "txt/closing-brackets.txt", path => Encodings.Gb18030.GetBytes(Text(path))),
        ("txt/utf-16.txt", "txt/task-table.txt", path => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text(path))]),
        ("txt/cr-line-ends.txt", "txt/plans-under-notice.txt", path => Encoding.UTF8.GetBytes(Text(path).Replace('\n', '\r'))),
        ("html/layout-tables.html", "txt/first-named-leads.txt", path => Encodings.Gb18030.GetBytes(HtmlPages.LayoutTables(
            Paragraphs(path), "岚政办发〔2024〕7号", "岚江省人民政府办公厅", Paragraphs(path)[0]))),
        ("html/site-chrome.html", "txt/closing-brackets.txt", path => Encoding.UTF8.GetBytes(HtmlPages.SiteChrome(Paragraphs(path), Paragraphs(path)[0]))),
        ("html/merged-cells.html", "txt/task-table.txt", path => Encoding.UTF8.GetBytes(HtmlPages.MergedCells(OnlyTable(path)))),
        ("docx/typed-numbers.docx", "txt/label-lines.txt", path => Word(path, automaticNumbers: false)),
        ("docx/automatic-numbers.docx", "txt/closing-brackets.txt", path => Word(path, automaticNumbers: true)),
        ("docx/merged-cells.docx", "txt/task-table.txt", path => Word(path, automaticNumbers: false)),
        ("docx/contents-and-page-numbers.docx", "txt/five-year-plan.txt", path => Word(path, automaticNumbers: false, contents: true)),
        ("pdf/running-text.pdf", "txt/closing-brackets.txt", Pdf),
        ("pdf/table-over-pages.pdf", "txt/task-table.txt", Pdf),
        ("xlsx/merged-cells.xlsx", "txt/task-table.txt", path => Workbook(OnlyTable(path))),
        ("ofd/fixed-pages.ofd", "txt/unnumbered-paragraphs.txt", path => Pages(path, new OfdWriter())),
        ("csv/tabs-gb18030.tsv", "csv/task-list.csv", path => Encodings.Gb18030.GetBytes(WithTabs(path))),
        ("html/web-archive.mht", "txt/measures-list.txt", path => HtmlPages.WebArchive(Paragraphs(path), Paragraphs(path)[0])),
    ];

    // 一、… （一）… 1.… at a line's start, as Word would number them; not 1、 or (1)
    [GeneratedRegex(@"^(?:(?<one>[一二三四五六七八九十]{1,3})、|（(?<two>[一二三四五六七八九十]{1,3})）|(?<three>\d{1,3})\.)")]
    private static partial Regex Label();

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Samples, path));

    private static PolicyDocument Read(string path) =>
        IngestPipeline.Read(new SourceFile(path, Encoding.UTF8.GetBytes(Text(path))), ReadOptions.Default);

    private static List<string> Paragraphs(string path)
    {
        var document = Read(path);
        return [.. document.Blocks.OfType<ParagraphBlock>().Select(block => block.Span.Of(document.Text))];
    }

    private static List<TableRow> OnlyTable(string path)
    {
        var document = Read(path);
        return Rows(document, (TableBlock)document.Blocks.Single());
    }

    /// <summary>A list with commas as one with tabs, such as Excel saves it; cells with line breaks keep their quotation marks.</summary>
    private static string WithTabs(string path)
    {
        var text = new StringBuilder();
        bool isQuoted = false;
        foreach (char c in Text(path))
        {
            if (c == '"') isQuoted = !isQuoted;
            text.Append(c == ',' && !isQuoted ? "\t" : c == '\n' && !isQuoted ? "\r\n" : c.ToString());
        }
        return text.ToString();
    }

    private static byte[] Word(string path, bool automaticNumbers, bool contents = false)
    {
        var document = Read(path);
        var writer = new DocxWriter();
        var headings = document.Blocks.OfType<ParagraphBlock>().Select(block => block.Span.Of(document.Text))
            .Where(text => text.StartsWith('第') && text.Length < 20).ToList();
        for (int i = 0; i < document.Blocks.Length; i++)
        {
            if (document.Blocks[i] is TableBlock table)
            {
                var rows = Rows(document, table);
                writer.Table(rows, headRows: rows.TakeWhile(row => row.Cells[0].Text is not ['1' or '一', ..]).Count());
                continue;
            }
            string text = document.Blocks[i].Span.Of(document.Text);
            if (i == 0) writer.Paragraph(text, style: "Title");
            else if (contents && headings.Contains(text)) writer.Paragraph(text, style: text[..5].Contains('章', StringComparison.Ordinal) ? "1" : "2");
            else if (automaticNumbers && Label().Match(text) is { Success: true } label) writer.Paragraph(text[label.Length..], level: Level(label));
            else writer.Paragraph(text, style: !contents && Label().Match(text).Groups["one"].Success && text.Length < 20 ? "1" : null);
            if (contents && i == 0) writer.Contents(headings);
        }
        return writer.ToBytes(pageNumbers: contents);
    }

    private static byte[] Pdf(string path) => Pages(path, new PdfWriter());

    private static byte[] Pages(string path, IPageFile file)
    {
        var document = Read(path);
        // A table alone begins far down, so that it goes on on the next page.
        var pages = document.Blocks[0] is TableBlock ? new PdfPages(392, file) : new PdfPages(file: file);
        foreach (var block in document.Blocks)
        {
            if (block is TableBlock table)
            {
                var rows = Rows(document, table);
                pages.Table(rows, headRows: rows.TakeWhile(row => row.Cells[0].Text is not ['1' or '一', ..]).Count(), [1, 2, 4, 2, 2, 2, 2]);
            }
            else if (block.Index == 0) pages.Title(block.Span.Of(document.Text));
            else pages.Paragraph(block.Span.Of(document.Text));
        }
        return pages.ToBytes();
    }

    /// <summary>A table as a workbook of one sheet, its merged cells merged.</summary>
    private static byte[] Workbook(List<TableRow> rows)
    {
        var xml = new StringBuilder();
        var merges = new StringBuilder();
        for (int r = 0; r < rows.Count; r++)
        {
            var cells = new StringBuilder();
            int column = 0;
            foreach (var cell in rows[r].Cells)
            {
                string place = Place(r, column);
                if (cell.Text.Length > 0) cells.Append(XlsxBuilder.Words(place, System.Net.WebUtility.HtmlEncode(cell.Text)));
                int down = cell.Begins ? rows.Skip(r + 1).TakeWhile(row => At(row, column) is { Continues: true }).Count() : 0;
                if (down > 0 || cell.Span > 1) merges.Append(System.Globalization.CultureInfo.InvariantCulture, $"<mergeCell ref=\"{place}:{Place(r + down, column + cell.Span - 1)}\"/>");
                column += cell.Span;
            }
            xml.Append(XlsxBuilder.Row(r + 1, cells.ToString()));
        }
        return XlsxBuilder.Rows(xml.ToString(), $"<mergeCells>{merges}</mergeCells>").Zip();
    }

    private static string Place(int row, int column) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(char)('A' + column)}{row + 1}");

    /// <summary>The cell that begins at a column, or null.</summary>
    private static TableCell? At(TableRow row, int column)
    {
        int at = 0;
        foreach (var cell in row.Cells)
        {
            if (at == column) return cell;
            at += cell.Span;
        }
        return null;
    }

    private static int Level(Match label) => label.Groups["one"].Success ? 0 : label.Groups["two"].Success ? 1 : 2;

    /// <summary>
    /// The table's rows with the merges that the text form lost: an empty cell of the head's first row belongs to its left neighbour,
    /// any other empty cell to the one above.
    /// </summary>
    private static List<TableRow> Rows(PolicyDocument document, TableBlock table)
    {
        var rows = new List<TableRow>();
        var grid = table.Cells.GroupBy(cell => cell.Row).Select(row => row.Select(cell => (Text: cell.Span.Of(document.Text), cell.ColumnSpan)).ToArray()).ToArray();
        int head = Array.FindIndex(grid, row => row.Length > 1);
        for (int r = 0; r < grid.Length; r++)
        {
            var cells = new List<TableCell>();
            for (int c = 0; c < grid[r].Length; c++)
            {
                var (text, span) = grid[r][c];
                if (r == head && text.Length == 0) cells[^1] = cells[^1] with { Span = cells[^1].Span + 1 };
                else
                    cells.Add(new TableCell(text, span,
                        Begins: text.Length > 0 && r + 1 < grid.Length && grid[r].Length > 1 && grid[r + 1].Length > c && grid[r + 1][c].Text.Length == 0,
                        Continues: text.Length == 0));
            }
            rows.Add(new TableRow(cells));
        }
        return rows;
    }
}

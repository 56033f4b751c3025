using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Store.Queries;
using WordText = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace PolicyIngest.Ingest.Ledger;

/// <summary>
/// Writes a ledger as a Word document in the form of offices: A4 across, titles in 方正小标宋简体, heads in 黑体, text in 仿宋_GB2312; the head of a table on each of its
/// pages; a row for each heading above tasks. A task is written as it comes, so that no document stands in memory.
/// </summary>
public static class LedgerDocument
{
    private const string Type = "application/vnd.openxmlformats-officedocument.wordprocessingml";

    // In twentieths of a point: A4 across with margins of 20 mm.
    private const int PageWidth = 16838, PageHeight = 11906, Margin = 1134;

    // Content of more characters may go on on the next page; a shorter row stays whole.
    private const int LongRow = 200;

    /// <summary>Writes the document.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="sections">What it holds; at least one section.</param>
    /// <param name="chinese">Whether heads and words are Chinese.</param>
    public static void Write(Stream output, IEnumerable<LedgerSection> sections, bool chinese)
    {
        using var package = new OfficePackage(output);
        Part(package, "word/document.xml", new Document(), xml => Body(xml, sections, new LedgerWords(chinese)));
        Part(package, "word/styles.xml", new Styles(), LedgerStyles.Write);
        // Page numbers as official texts have them: — 3 —
        Part(package, "word/footer1.xml", new Footer(), xml => xml.WriteElement(new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = LedgerStyles.PageNumber }),
            new Run(Words("— ")), new SimpleField(new Run(Words("1"))) { Instruction = " PAGE " }, new Run(Words(" —")))));
        package.Relate("word/_rels/document.xml.rels", [("rId1", "styles", "styles.xml"), ("rId2", "footer", "footer1.xml")]);
        package.Relate("_rels/.rels", [("rId1", "officeDocument", "word/document.xml")]);
        package.Declare([("/word/document.xml", $"{Type}.document.main+xml"), ("/word/styles.xml", $"{Type}.styles+xml"), ("/word/footer1.xml", $"{Type}.footer+xml")]);
    }

    private static void Part(OfficePackage package, string name, OpenXmlElement root, Action<OpenXmlWriter> write)
    {
        using var stream = package.Open(name);
        using var xml = OpenXmlWriter.Create(stream);
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement(root);
        write(xml);
        xml.WriteEndElement();
    }

    private static void Body(OpenXmlWriter xml, IEnumerable<LedgerSection> sections, LedgerWords words)
    {
        xml.WriteStartElement(new Body());
        bool isFirst = true;
        foreach (var section in sections)
        {
            var title = new ParagraphProperties(new ParagraphStyleId { Val = LedgerStyles.Title });
            if (!isFirst) title.AppendChild(new PageBreakBefore());
            xml.WriteElement(new Paragraph(title, new Run(Words(words.Title(section)))));
            if (section.Plan is { } plan && words.Subtitle(plan) is { Length: > 0 } subtitle) xml.WriteElement(Line(LedgerStyles.Subtitle, subtitle));
            Table(xml, section, words);
            isFirst = false;
        }
        xml.WriteElement(new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = "rId2" },
            new PageSize { Width = PageWidth, Height = PageHeight, Orient = PageOrientationValues.Landscape },
            new PageMargin { Top = Margin, Right = Margin, Bottom = Margin, Left = Margin, Header = 567, Footer = 567, Gutter = 0 }));
        xml.WriteEndElement();
    }

    private static void Table(OpenXmlWriter xml, LedgerSection section, LedgerWords words)
    {
        var columns = LedgerColumn.Of(words, section).Where(column => column.PageWidth > 0).ToArray();
        xml.WriteStartElement(new Table());
        xml.WriteElement(new TableProperties(
            new TableWidth { Width = Width(columns.Sum(column => column.PageWidth)), Type = TableWidthUnitValues.Dxa },
            new TableJustification { Val = TableRowAlignmentValues.Center },
            new TableBorders(Border<TopBorder>(), Border<LeftBorder>(), Border<BottomBorder>(), Border<RightBorder>(), Border<InsideHorizontalBorder>(), Border<InsideVerticalBorder>()),
            new TableLayout { Type = TableLayoutValues.Fixed },
            new TableCellMarginDefault(new TableCellLeftMargin { Width = 57, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 57, Type = TableWidthValues.Dxa })));
        xml.WriteElement(new TableGrid(columns.Select(column => new GridColumn { Width = Width(column.PageWidth) })));
        xml.WriteElement(new TableRow(
        [
            new TableRowProperties(new CantSplit(), new TableHeader()),
            .. columns.Select(column => Cell(column.PageWidth, LedgerStyles.Head, column.Head)),
        ]));
        int number = 0;
        string? headings = null;
        foreach (var task in section.Tasks)
        {
            if (section.Plan is not null && task.Headings is { } above && above != headings) xml.WriteElement(HeadingRow(columns, above));
            headings = task.Headings;
            number++;
            var properties = new TableRowProperties();
            if (task.Content.Length <= LongRow) properties.AppendChild(new CantSplit());
            xml.WriteElement(new TableRow(
            [
                properties,
                .. columns.Select(column => Cell(column.PageWidth, column.IsMiddle ? LedgerStyles.Middle : LedgerStyles.Text, column.Words(task, number))),
            ]));
        }
        xml.WriteEndElement();
    }

    /// <summary>A heading across all columns, which stays with the row below it.</summary>
    private static TableRow HeadingRow(LedgerColumn[] columns, string headings)
    {
        var cell = Cell(columns.Sum(column => column.PageWidth), LedgerStyles.Group, headings);
        cell.TableCellProperties!.TableCellWidth!.InsertAfterSelf(new GridSpan { Val = columns.Length });
        return new TableRow(new TableRowProperties(new CantSplit()), cell);
    }

    private static TableCell Cell(double millimetres, string style, string words)
    {
        var cell = new TableCell(new TableCellProperties(
            new TableCellWidth { Width = Width(millimetres), Type = TableWidthUnitValues.Dxa },
            new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }));
        foreach (string line in words.Split('\n')) cell.AppendChild(Line(style, line));
        return cell;
    }

    private static Paragraph Line(string style, string words) => words.Length == 0
        ? new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = style }))
        : new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = style }), new Run(Words(words)));

    // XML has no control characters; the documents' words may have some.
    private static WordText Words(string words) =>
        new(string.Concat(words.EnumerateRunes().Where(rune => !System.Text.Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF)))) { Space = SpaceProcessingModeValues.Preserve };

    private static T Border<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = "auto" };

    private static string Width(double millimetres) => Math.Round(millimetres * 1440 / 25.4).ToString(CultureInfo.InvariantCulture);
}

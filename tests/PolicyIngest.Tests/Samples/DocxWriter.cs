using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace PolicyIngest.Tests.Samples;

/// <summary>
/// Writes a plain Word document, part by part and without a library, so that what a sample holds can be read here. The bytes are the
/// same on every run.
/// </summary>
internal sealed class DocxWriter
{
    private const string Main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    private readonly StringBuilder _body = new();

    /// <summary>Adds a paragraph; a <c>\n</c> in it is a line break.</summary>
    /// <param name="text">The text, cut into several runs as Word does.</param>
    /// <param name="style">Id of a style of <see cref="Styles"/>, or null.</param>
    /// <param name="level">Level of the automatic numbering, from 0, or null for none.</param>
    /// <param name="centred">Whether the paragraph is centred.</param>
    public void Paragraph(string text, string? style = null, int? level = null, bool centred = false)
    {
        _body.Append("<w:p><w:pPr>");
        if (style is not null) _body.Append(CultureInfo.InvariantCulture, $"<w:pStyle w:val=\"{style}\"/>");
        if (level is { } ilvl) _body.Append(CultureInfo.InvariantCulture, $"<w:numPr><w:ilvl w:val=\"{ilvl}\"/><w:numId w:val=\"1\"/></w:numPr>");
        if (centred) _body.Append("<w:jc w:val=\"center\"/>");
        _body.Append("</w:pPr>");
        AppendRuns(_body, text);
        _body.Append("</w:p>\n");
    }

    /// <summary>Adds a contents field over the given headings, with page numbers.</summary>
    public void Contents(IReadOnlyList<string> headings)
    {
        _body.Append("<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>");
        for (int i = 0; i < headings.Count; i++)
        {
            _body.Append("<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr>");
            if (i == 0)
                _body.Append("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
            _body.Append(CultureInfo.InvariantCulture, $"<w:r><w:t>{Escaped(headings[i])}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>{i / 3 + 1}</w:t></w:r>");
            if (i == headings.Count - 1) _body.Append("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
            _body.Append("</w:p>\n");
        }
        _body.Append("</w:sdtContent></w:sdt>\n");
    }

    /// <summary>Adds a table. Merged cells are given as they are written: a span, a cell that begins or goes on.</summary>
    /// <param name="rows">The rows; a row with one cell runs across the whole grid.</param>
    /// <param name="headRows">Rows that are repeated on every page.</param>
    public void Table(IReadOnlyList<TableRow> rows, int headRows)
    {
        int columns = rows.Max(row => row.Cells.Sum(cell => cell.Span));
        _body.Append("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/></w:tblPr><w:tblGrid>");
        for (int i = 0; i < columns; i++) _body.Append("<w:gridCol w:w=\"1400\"/>");
        _body.Append("</w:tblGrid>\n");
        for (int row = 0; row < rows.Count; row++)
        {
            _body.Append("<w:tr>");
            if (row < headRows) _body.Append("<w:trPr><w:tblHeader/></w:trPr>");
            foreach (var cell in rows[row].Cells) AppendCell(cell);
            _body.Append("</w:tr>\n");
        }
        _body.Append("</w:tbl>\n");
    }

    /// <summary>The finished package.</summary>
    /// <param name="pageNumbers">Whether a footer holds page numbers (— 1 —).</param>
    public byte[] ToBytes(bool pageNumbers = false)
    {
        string footerReference = pageNumbers ? $"<w:footerReference w:type=\"default\" r:id=\"rId3\" xmlns:r=\"{Relations}\"/>" : "";
        var parts = new List<(string Name, string Xml)>
        {
            ("[Content_Types].xml", ContentTypes(pageNumbers)),
            ("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"),
            ("word/document.xml", $"<w:document xmlns:w=\"{Main}\"><w:body>\n{_body}<w:sectPr>{footerReference}</w:sectPr></w:body></w:document>"),
            ("word/_rels/document.xml.rels", DocumentRelations(pageNumbers)),
            ("word/styles.xml", Styles),
            ("word/numbering.xml", Numbering),
        };
        if (pageNumbers) parts.Add(("word/footer1.xml", Footer));

        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, xml) in parts)
            {
                // Stored, not deflated: what deflate makes of it differs between versions of .NET.
                var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
                entry.LastWriteTime = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes($"{Declaration}\n{xml}"));
            }
        return bytes.ToArray();
    }

    private void AppendCell(TableCell cell)
    {
        _body.Append("<w:tc><w:tcPr>");
        if (cell.Span > 1) _body.Append(CultureInfo.InvariantCulture, $"<w:gridSpan w:val=\"{cell.Span}\"/>");
        // Without a value the merge goes on; so Word writes it.
        if (cell.Continues) _body.Append("<w:vMerge/>");
        else if (cell.Begins) _body.Append("<w:vMerge w:val=\"restart\"/>");
        _body.Append("</w:tcPr>");
        foreach (string line in cell.Text.Split('\n'))
        {
            _body.Append("<w:p>");
            AppendRuns(_body, line);
            _body.Append("</w:p>");
        }
        _body.Append("</w:tc>");
    }

    /// <summary>Cuts the text behind its first full stop and in the middle of the rest, as an edited document is.</summary>
    private static void AppendRuns(StringBuilder xml, string text)
    {
        int heading = text.IndexOf('。', StringComparison.Ordinal) + 1;
        int middle = heading + (text.Length - heading) / 2;
        foreach (string piece in new[] { text[..heading], text[heading..middle], text[middle..] })
        {
            if (piece.Length == 0) continue;
            xml.Append("<w:r><w:t xml:space=\"preserve\">");
            xml.Append(Escaped(piece).Replace("\n", "</w:t><w:br/><w:t xml:space=\"preserve\">", StringComparison.Ordinal));
            xml.Append("</w:t></w:r>");
        }
    }

    private static string Escaped(string text) => SecurityElement.Escape(text);

    private static string ContentTypes(bool pageNumbers)
    {
        const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
        string footer = pageNumbers ? $"<Override PartName=\"/word/footer1.xml\" ContentType=\"{Word}.footer+xml\"/>" : "";
        return $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/word/document.xml" ContentType="{Word}.document.main+xml"/>
            <Override PartName="/word/styles.xml" ContentType="{Word}.styles+xml"/>
            <Override PartName="/word/numbering.xml" ContentType="{Word}.numbering+xml"/>
            {footer}</Types>
            """;
    }

    private static string DocumentRelations(bool pageNumbers)
    {
        string footer = pageNumbers ? $"<Relationship Id=\"rId3\" Type=\"{Relations}/footer\" Target=\"footer1.xml\"/>" : "";
        return $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="{Relations}/styles" Target="styles.xml"/>
            <Relationship Id="rId2" Type="{Relations}/numbering" Target="numbering.xml"/>
            {footer}</Relationships>
            """;
    }

    private const string Footer = $"""
        <w:ftr xmlns:w="{Main}"><w:p><w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>
        """;

    private const string Styles = $"""
        <w:styles xmlns:w="{Main}">
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="Normal"/></w:style>
        <w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/></w:style>
        </w:styles>
        """;

    /// <summary>一、 then （一） then 1., the last of which runs on across the second.</summary>
    private const string Numbering = $"""
        <w:numbering xmlns:w="{Main}">
        <w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/><w:suff w:val="nothing"/><w:lvlText w:val="%3."/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        </w:numbering>
        """;
}

/// <summary>A row of a table to be written.</summary>
internal sealed record TableRow(IReadOnlyList<TableCell> Cells);

/// <summary>A cell to be written.</summary>
/// <param name="Text">Its paragraphs, parted by <c>\n</c>.</param>
/// <param name="Span">Columns covered.</param>
/// <param name="Begins">Whether it goes on in the row below.</param>
/// <param name="Continues">Whether it goes on from the row above.</param>
internal sealed record TableCell(string Text, int Span = 1, bool Begins = false, bool Continues = false);

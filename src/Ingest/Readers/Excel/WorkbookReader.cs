using System.Text;
using DocumentFormat.OpenXml.Packaging;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Excel;

/// <summary>Reads a workbook's sheets in order.</summary>
internal sealed class WorkbookReader(
    WorkbookPart main,
    Func<OpenXmlPart, XmlCursor> open,
    ReadOptions options,
    CancellationToken cancellation)
{
    private bool _startsIn1904;

    public void Read(DocumentBuilder builder)
    {
        var styles = main.WorkbookStylesPart is { } stylesPart ? ReadPart(stylesPart, ExcelStyles.Read) : new ExcelStyles();
        var strings = main.SharedStringTablePart is { } stringsPart ? ReadPart(stringsPart, ReadStrings) : [];
        foreach (var sheet in ReadPart(main, ReadSheets))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!main.TryGetPartById(sheet.Relationship, out var part) || part is not WorksheetPart worksheet) continue;
            if (sheet.IsHidden)
                builder.Report(DiagnosticSeverity.Info, "hidden-sheet", $"the sheet {sheet.Name} is hidden and was left out");
            else
                ReadSheet(worksheet, sheet.Name, strings, styles, builder);
        }
    }

    private void ReadSheet(WorksheetPart part, string name, List<string> strings, ExcelStyles styles, DocumentBuilder builder)
    {
        var notes = new SheetNotes();
        var cells = new CellText(strings, styles, _startsIn1904, notes);
        ReadPart(part, xml => SheetData.Read(xml, cells, options, cancellation)).AppendTo(builder, new SourcePlace(Sheet: name), options);
        notes.Report(name, builder);
        if (OfficePart.WithRelationships("Excel", () => part)?.WorksheetCommentsPart is { } comments)
            foreach (string comment in ReadPart(comments, ReadComments)) builder.AddParagraph(comment, BlockRole.Comment, new SourcePlace(Sheet: name));
    }

    private T ReadPart<T>(OpenXmlPart part, Func<XmlCursor, T> read)
    {
        using var xml = open(part);
        return read(xml);
    }

    private List<(string Name, string Relationship, bool IsHidden)> ReadSheets(XmlCursor xml)
    {
        var sheets = new List<(string, string, bool)>();
        for (int root = xml.Depth; xml.NextChild(root);)
        {
            if (xml.Name == "workbookPr") _startsIn1904 = xml.Attribute("date1904") is "1" or "true" or "on";
            if (xml.Name != "sheets") continue;
            for (int depth = xml.Depth; xml.NextChild(depth);)
                if (xml.Name == "sheet" && xml.RelationshipId() is { } id)
                    sheets.Add((xml.Attribute("name") ?? "", id, xml.Attribute("state") is "hidden" or "veryHidden"));
        }
        return sheets;
    }

    private List<string> ReadStrings(XmlCursor xml)
    {
        var strings = new List<string>();
        var text = new StringBuilder();
        long total = 0;
        for (int root = xml.Depth; xml.NextChild(root);)
        {
            if (xml.Name != "si") continue;
            if ((strings.Count & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
            text.Clear();
            CellText.AppendRichText(xml, text);
            total += text.Length;
            if (total > options.MaxTextLength)
                throw new DocumentException(DocumentStatus.ResourceLimit, "too-much-text",
                    $"the workbook's strings are longer than the limit of {options.MaxTextLength} characters; raise --max-text if it is genuine");
            strings.Add(CellText.Unescaped(text.ToString()));
        }
        return strings;
    }

    private static List<string> ReadComments(XmlCursor xml)
    {
        var comments = new List<string>();
        for (int root = xml.Depth; xml.NextChild(root);)
        {
            if (xml.Name != "commentList") continue;
            for (int depth = xml.Depth; xml.NextChild(depth);)
            {
                var text = new StringBuilder();
                for (int comment = xml.Depth; xml.NextChild(comment);)
                    if (xml.Name == "text") CellText.AppendRichText(xml, text);
                comments.Add(text.ToString());
            }
        }
        return comments;
    }
}

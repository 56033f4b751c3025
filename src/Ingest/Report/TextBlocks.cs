using System.Text.Json;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Report;

/// <summary>
/// A document's text for a page's script: the text once, and its blocks as places in it. Each character is in one block or cell: what stands between two (a line
/// break, a tab) belongs to the first, so that the page's words, joined, are the document's text to the letter.
/// </summary>
internal static class TextBlocks
{
    /// <summary>Writes the members <c>text</c> and <c>blocks</c> of the present object.</summary>
    public static void Write(Utf8JsonWriter json, Extraction extraction)
    {
        string text = extraction.Document.Text;
        json.WriteString("text", text);
        var looks = new BlockLooks(extraction);
        var blocks = extraction.Document.Blocks;
        json.WriteStartArray("blocks");
        if (blocks.IsEmpty || blocks[0].Span.Start > 0) Paragraph(json, 0, blocks.IsEmpty ? text.Length : blocks[0].Span.Start, "", 0);
        for (int i = 0; i < blocks.Length; i++)
        {
            int end = i + 1 < blocks.Length ? blocks[i + 1].Span.Start : text.Length;
            if (blocks[i] is TableBlock table) Table(json, table, end);
            else
            {
                var look = looks.Of((ParagraphBlock)blocks[i]);
                Paragraph(json, blocks[i].Span.Start, end, string.Join(' ', look.Classes()), look.IsTitle ? 1 : look.Heading == 0 ? 0 : look.Heading + 1);
            }
        }
        json.WriteEndArray();
    }

    private static void Paragraph(Utf8JsonWriter json, int start, int end, string classes, int heading)
    {
        json.WriteStartObject();
        json.WriteNumber("s", start);
        json.WriteNumber("e", end);
        if (classes.Length > 0) json.WriteString("c", classes);
        if (heading > 0) json.WriteNumber("h", heading);
        json.WriteEndObject();
    }

    private static void Table(Utf8JsonWriter json, TableBlock table, int end)
    {
        json.WriteStartObject();
        json.WriteNumber("s", table.Span.Start);
        json.WriteNumber("e", end);
        json.WriteNumber("head", table.DeclaredHeadRows);
        json.WriteStartArray("rows");
        int next = 0;
        for (int row = 0; row < table.RowCount; row++)
        {
            json.WriteStartArray();
            for (; next < table.Cells.Length && table.Cells[next].Row == row; next++)
            {
                var cell = table.Cells[next];
                json.WriteStartArray();
                json.WriteNumberValue(next == 0 ? table.Span.Start : cell.Span.Start);
                json.WriteNumberValue(next + 1 < table.Cells.Length ? table.Cells[next + 1].Span.Start : end);
                json.WriteNumberValue(cell.RowSpan);
                json.WriteNumberValue(cell.ColumnSpan);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Pdf;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;

namespace PolicyIngest.Tests.Readers.Pdf;

/// <summary>Reads what a <see cref="PdfWriter"/> wrote and shows the blocks in short forms.</summary>
internal static class PdfReading
{
    /// <summary>Reads a file; without recognition unless the options ask for it, for whether a machine has the models must not matter here.</summary>
    public static PolicyDocument Read(byte[] file, ReadOptions? options = null) =>
        new PdfReader().Read(new SourceFile("plan.pdf", file), options ?? ReadOptions.Default with { Ocr = OcrMode.Off }, default);

    public static PolicyDocument Read(PdfWriter pdf) => Read(pdf.Save());

    /// <summary>The paragraphs of a role.</summary>
    public static string[] Paragraphs(PolicyDocument document, BlockRole role = BlockRole.Body) =>
        [.. document.Blocks.OfType<ParagraphBlock>().Where(block => block.Role == role).Select(block => block.Span.Of(document.Text))];

    /// <summary>The cells of the only table, each as <c>row,column text</c>, with <c>rows×columns</c> where it is merged.</summary>
    public static string[] Cells(PolicyDocument document) =>
    [
        .. document.Blocks.OfType<TableBlock>().Single().Cells.Select(cell =>
            $"{cell.Row},{cell.Column}{(cell.RowSpan * cell.ColumnSpan > 1 ? $" {cell.RowSpan}×{cell.ColumnSpan}" : "")} {cell.Span.Of(document.Text)}".TrimEnd()),
    ];
}

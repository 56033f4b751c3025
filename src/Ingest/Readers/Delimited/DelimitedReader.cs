using System.Collections.Immutable;
using PolicyIngest.Ingest.Readers.Excel;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Delimited;

/// <summary>
/// Reads task lists kept as text with separators (.csv, .tsv): one table, its encoding and its separator told from the content.
/// </summary>
internal sealed class DelimitedReader : IDocumentReader
{
    public string Format => "csv";

    public ImmutableArray<string> Extensions { get; } = [".csv", ".tsv", ".tab"];

    // As sure as plain text is, so that the ending decides: a comma says nothing.
    public int Recognise(SourceFile file) => TextBytes.LookLikeText(file.Bytes.Span) ? 10 : 0;

    public PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        var builder = new DocumentBuilder(options);
        var (text, encoding) = TextBytes.Read(file, builder);
        // Excel's own hint in the first line: sep=;
        char? stated = text.Length > 4 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? text[4] : null;
        if (stated is not null) text = text[(text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length)..];
        char separator = stated ?? Separators.Guess(text, file.Extension is ".tsv" or ".tab" ? '\t' : ',');
        ReadRows(text, separator, options, cancellation).AppendTo(builder, new SourcePlace(Line: 1), options);
        if (separator is not (',' or '\t'))
            builder.Report(DiagnosticSeverity.Info, "separator", $"the columns are parted by the sign {separator}");
        return builder.Build(file.Info(Format, encoding));
    }

    private static SheetData ReadRows(string text, char separator, ReadOptions options, CancellationToken cancellation)
    {
        var sheet = new SheetData();
        using var reader = DelimitedRows.Open(text, separator);
        var lone = new List<int>();
        int row = 0, columns = 0;
        foreach (var line in reader)
        {
            if ((row & 0xFF) == 0) cancellation.ThrowIfCancellationRequested();
            int filled = 0;
            for (int column = 0; column < line.ColCount; column++)
            {
                string cell = line[column].ToString();
                if (string.IsNullOrWhiteSpace(cell)) continue;
                filled++;
                columns = Math.Max(columns, column + 1);
                sheet.Add(row, column, cell, options);
            }
            if (filled == 1 && !string.IsNullOrWhiteSpace(line[0].ToString())) lone.Add(row);
            row++;
        }
        // A lone cell at the left is a title or the head of a section, which in Excel ran across the table.
        foreach (int at in lone) sheet.Merge(at, 0, at, columns - 1, options);
        return sheet;
    }
}

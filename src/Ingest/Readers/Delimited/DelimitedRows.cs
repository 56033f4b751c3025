using System.Collections.Immutable;
using nietras.SeparatedValues;

namespace PolicyIngest.Ingest.Readers.Delimited;

/// <summary>A row of a text with separators.</summary>
/// <param name="Line">The line of the file on which it begins, from 1.</param>
/// <param name="Cells">Its cells, quotation marks taken off.</param>
public sealed record DelimitedRow(int Line, ImmutableArray<string> Cells);

/// <summary>Reads texts with separators (.csv, .tsv) that a person made for the program, encoding and separator told from the content.</summary>
public static class DelimitedRows
{
    /// <summary>The rows that hold anything.</summary>
    /// <exception cref="DocumentException">The file is empty or no text.</exception>
    public static ImmutableArray<DelimitedRow> Read(SourceFile file)
    {
        var (text, _) = TextBytes.Read(file, new DocumentBuilder(ReadOptions.Default));
        var rows = ImmutableArray.CreateBuilder<DelimitedRow>();
        using var reader = Open(text, Separators.Guess(text, file.Extension is ".tsv" or ".tab" ? '\t' : ','));
        bool isFirst = true;
        foreach (var row in reader)
        {
            // Without heads, Sep gives the first row the second's line.
            int line = isFirst ? 1 : row.LineNumberFrom;
            isFirst = false;
            var cells = ImmutableArray.CreateBuilder<string>(row.ColCount);
            for (int column = 0; column < row.ColCount; column++) cells.Add(row[column].ToString());
            if (!cells.All(string.IsNullOrWhiteSpace)) rows.Add(new DelimitedRow(line, cells.ToImmutable()));
        }
        return rows.ToImmutable();
    }

    /// <summary>The rows of a text; a quotation mark that is never closed would make one cell of all that follows, and is a sign like others.</summary>
    internal static SepReader Open(string text, char separator)
    {
        bool isQuoted = text.AsSpan().Count('"') % 2 == 0;
        return Sep.New(separator).Reader(o => o with { HasHeader = false, DisableColCountCheck = true, Unescape = true, DisableQuotesParsing = !isQuoted }).FromText(text);
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Explaining;

/// <summary>Which passages of a document are asked about: a line of a text file, a page, a paragraph by its number, or where words stand.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">A line from 1, or null.</param>
/// <param name="Page">A page from 1, or null.</param>
/// <param name="Paragraph">A paragraph or table from 1, or null.</param>
internal sealed partial record PassageSelector(string File, int? Line, int? Page, int? Paragraph)
{
    // plan.txt:120, plan.pdf:p12, plan.docx:#35; not C:\plan.txt
    [GeneratedRegex(@"^(?<file>.+):(?<kind>p|#|)(?<number>[1-9]\d{0,7})$")]
    private static partial Regex Place();

    /// <summary>Reads <c>FILE</c>, <c>FILE:LINE</c>, <c>FILE:pPAGE</c> or <c>FILE:#PARAGRAPH</c>; a file that is called so goes first.</summary>
    public static PassageSelector Parse(string text)
    {
        if (System.IO.File.Exists(text) || Place().Match(text) is not { Success: true } match) return new PassageSelector(text, null, null, null);
        int number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        string kind = match.Groups["kind"].Value, file = match.Groups["file"].Value;
        return new PassageSelector(file, kind == "" ? number : null, kind == "p" ? number : null, kind == "#" ? number : null);
    }

    /// <summary>The passages: blocks, and of a table the cells asked about.</summary>
    /// <param name="document">The document.</param>
    /// <param name="find">Words that must stand in the passage, white space apart; or null.</param>
    /// <exception cref="UsageException">There is no such place.</exception>
    public List<Block> Select(PolicyDocument document, string? find)
    {
        var blocks = document.Blocks.Where(block => Wants(document, block)).ToList();
        if (blocks.Count == 0) throw new UsageException(NoSuchPlace(document));
        if (find is null) return blocks;
        string words = Squeezed(find);
        var found = blocks.Where(block => Squeezed(block.Span.Of(document.Text)).Contains(words, StringComparison.Ordinal)).ToList();
        return found.Count > 0 ? found : throw new UsageException($"{File}: '{find}' does not stand in it; white space and full-width forms make no difference");
    }

    private bool Wants(PolicyDocument document, Block block)
    {
        if (Paragraph is { } number) return block.Index + 1 == number;
        if (Page is { } page) return block.Place?.Page == page || block is TableBlock table && table.Cells.Any(cell => cell.Page == page);
        if (Line is not { } line) return true;
        // A block reaches to the line before the next one's; the next is only looked for behind a line that is there.
        if (block.Place?.Line is not { } first || first > line) return false;
        int next = document.Blocks.Skip(block.Index + 1).Select(each => each.Place?.Line).FirstOrDefault(each => each is not null) ?? int.MaxValue;
        return line < next;
    }

    private string NoSuchPlace(PolicyDocument document)
    {
        if (document.Blocks.IsEmpty) return $"{File}: the document has no text";
        if (Line is { } line)
        {
            return document.Blocks.Any(block => block.Place?.Line is not null)
                ? $"{File}: no text begins at or before line {line}"
                : $"{File}: the format has no lines; name a page ({File}:p1), a paragraph ({File}:#1) or words (--find TEXT)";
        }
        return Page is { } page ? $"{File}: nothing stands on page {page}; name a paragraph ({File}:#1) or words (--find TEXT)"
            : $"{File}: there is no paragraph {Paragraph}, only {document.Blocks.Length}";
    }

    private static string Squeezed(string text) => string.Concat(CharFold.Fold(text).Where(c => !char.IsWhiteSpace(c)));
}

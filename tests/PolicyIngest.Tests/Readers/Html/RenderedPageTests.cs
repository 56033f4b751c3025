using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Html;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Html;

public sealed class RenderedPageTests
{
    /// <summary>Real documents, shown on pages of invented sites, come back block by block as they were.</summary>
    [SharedTheory]
    [InlineData(nameof(PageStyle.Divisions), false)]
    [InlineData(nameof(PageStyle.PlainDivisions), true)]
    [InlineData(nameof(PageStyle.LayoutTables), true)]
    [InlineData(nameof(PageStyle.WordMade), false)]
    [InlineData(nameof(PageStyle.Breaks), true)]
    [InlineData(nameof(PageStyle.Bare), false)]
    public void Corpus_comes_back_from_a_page(string style, bool gbk)
    {
        string[] files = Directory.GetFiles(Path.Combine(Repository.Shared!, "corpus"), "*.txt");
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            var plain = new PlainTextReader().Read(new SourceFile(file, File.ReadAllBytes(file)), ReadOptions.Default, default);
            var page = Pages.Read(HtmlPage.Around(plain, Enum.Parse<PageStyle>(style), gbk));
            Assert.EndsWith(Lines(page), Lines(plain), StringComparison.Ordinal);
            // One of the texts was saved from a page whose site had set the title above the document's own head.
            Assert.InRange(Lines(plain)[..^Lines(page).Length].Count(c => c == '\n'), 0, 1);
            Assert.Equal(gbk ? "gb18030" : "utf-8", page.Source.Encoding);
            Assert.Empty(Pages.Codes(page));
        }
    }

    /// <summary>The body's lines. Those that only a site says are left out: one of the texts was saved from a page with its buttons and imprint.</summary>
    private static string Lines(PolicyDocument document) => string.Join('\n', document.Blocks
        .Where(block => block.Role == BlockRole.Body && SiteWords.Classify(block.Span.Of(document.Text)) == SiteLine.Text)
        .SelectMany(block => Lines(document, block)));

    private static IEnumerable<string> Lines(PolicyDocument document, Block block) => block is TableBlock table
        ? table.Cells.Select(cell => $"{cell.Row},{cell.Column} {cell.RowSpan}×{cell.ColumnSpan} {Shown(cell.Span.Of(document.Text))}")
            .Prepend($"table {table.RowCount}×{table.ColumnCount}")
        : [Shown(block.Span.Of(document.Text))];

    /// <summary>A text on one line; a page does not show the spaces at the ends of a cell's lines.</summary>
    private static string Shown(string text) => string.Join('⏎', text.Split('\n').Select(line => line.Trim()));
}

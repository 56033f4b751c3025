using System.Collections.Immutable;

namespace PolicyIngest.Model;

/// <summary>What a block is for on the page. Only <see cref="Body"/> takes part in the outline and the rules.</summary>
public enum BlockRole
{
    /// <summary>Running text and tables of the document itself.</summary>
    Body,
    /// <summary>A page header (页眉).</summary>
    Header,
    /// <summary>A page footer (页脚).</summary>
    Footer,
    /// <summary>A page number such as <c>— 3 —</c> (页码).</summary>
    PageNumber,
    /// <summary>A line of a table of contents (目录).</summary>
    Contents,
    /// <summary>A footnote or endnote (脚注).</summary>
    Note,
    /// <summary>A reviewer's comment (批注).</summary>
    Comment,
    /// <summary>Fields about the document, such as 索引号 and 发文字号 on a government page.</summary>
    Metadata,
    /// <summary>Navigation, buttons and notices of the site around a document.</summary>
    Chrome,
}

/// <summary>Where a block stood in its source, as far as the format tells.</summary>
/// <param name="Line">Line in a text file, from 1.</param>
/// <param name="Page">Page in a paged file, from 1.</param>
/// <param name="Sheet">Sheet name in a workbook.</param>
public sealed record SourcePlace(int? Line = null, int? Page = null, string? Sheet = null);

/// <summary>A piece of a document in reading order: a paragraph or a table.</summary>
/// <param name="Index">Place among the document's blocks, from 0.</param>
/// <param name="Span">The block's characters in <see cref="PolicyDocument.Text"/>; blocks are disjoint and ascending.</param>
/// <param name="Role">What the block is for.</param>
/// <param name="Place">Where it stood in the source, or null.</param>
public abstract record Block(int Index, TextSpan Span, BlockRole Role, SourcePlace? Place);

/// <summary>A paragraph (段落); it may hold line breaks (<c>\n</c>) of its own.</summary>
/// <param name="Index">Place among the document's blocks, from 0.</param>
/// <param name="Span">The paragraph's characters, number included, without the closing line break.</param>
/// <param name="Role">What the paragraph is for.</param>
/// <param name="Place">Where it stood in the source, or null.</param>
/// <param name="GeneratedLabel">The part of <paramref name="Span"/> that the word processor numbered by itself, or null.</param>
/// <param name="OutlineLevel">Heading level that the format states, from 1; null where it states none. A hint, never the only evidence.</param>
/// <param name="Style">The style's name as written, or null.</param>
/// <param name="IsCentered">Whether the paragraph is centred, as titles are.</param>
public sealed record ParagraphBlock(
    int Index,
    TextSpan Span,
    BlockRole Role = BlockRole.Body,
    SourcePlace? Place = null,
    TextSpan? GeneratedLabel = null,
    int? OutlineLevel = null,
    string? Style = null,
    bool IsCentered = false) : Block(Index, Span, Role, Place);

/// <summary>A table (表格): a grid in which every position is covered by exactly one cell.</summary>
/// <param name="Index">Place among the document's blocks, from 0.</param>
/// <param name="Span">From the first to the last character of its cells.</param>
/// <param name="Role">What the table is for.</param>
/// <param name="Place">Where it stood in the source, or null.</param>
/// <param name="RowCount">Rows of the grid.</param>
/// <param name="ColumnCount">Columns of the grid.</param>
/// <param name="Cells">The cells by row, then by column of their upper left corner.</param>
/// <param name="DeclaredHeadRows">Head rows that the format declares; 0 where it declares none.</param>
public sealed record TableBlock(
    int Index,
    TextSpan Span,
    BlockRole Role,
    SourcePlace? Place,
    int RowCount,
    int ColumnCount,
    ImmutableArray<TableCell> Cells,
    int DeclaredHeadRows = 0) : Block(Index, Span, Role, Place);

/// <summary>A cell of a table, with the part of the grid that it covers.</summary>
/// <param name="Row">Row of its upper left corner, from 0.</param>
/// <param name="Column">Column of its upper left corner, from 0.</param>
/// <param name="RowSpan">Rows covered; at least 1.</param>
/// <param name="ColumnSpan">Columns covered; at least 1.</param>
/// <param name="Span">The cell's characters, white space at the ends left out; paragraphs are parted by <c>\n</c>. Empty for an empty cell.</param>
/// <param name="Page">The page on which the cell's row stands, from 1, or null.</param>
public sealed record TableCell(int Row, int Column, int RowSpan, int ColumnSpan, TextSpan Span, int? Page = null);

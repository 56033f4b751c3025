using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax.Inlines;

namespace PolicyIngest.Ingest.Readers.Markdown;

/// <summary>The text of a block of Markdown without its marks.</summary>
internal sealed class InlineText
{
    private readonly StringBuilder _line = new();
    private List<string> _lines = [];

    /// <summary>Characters that are struck out (<c>~~…~~</c>), white space not counted.</summary>
    public int StruckLength { get; private set; }

    /// <summary>Pictures met so far.</summary>
    public int Pictures { get; private set; }

    /// <summary>The lines of a block as they stand in the source; an empty list where there is no text.</summary>
    public List<string> Lines(ContainerInline? content)
    {
        _lines = [];
        if (content is not null) AppendAll(content);
        EndLine();
        return _lines;
    }

    private void EndLine()
    {
        if (_line.Length > 0) _lines.Add(_line.ToString());
        _line.Clear();
    }

    private void AppendAll(ContainerInline content)
    {
        foreach (var inline in content) Append(inline);
    }

    private void Append(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal: _line.Append(literal.Content.AsSpan()); break;
            case LineBreakInline: EndLine(); break;
            case CodeInline code: _line.Append(code.Content); break;
            case HtmlEntityInline entity: _line.Append(entity.Transcoded.AsSpan()); break;
            case AutolinkInline link: _line.Append(link.Url); break;
            case TaskList box: _line.Append(box.Checked ? '☑' : '☐'); break;
            case HtmlInline html:
                if (html.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase)) EndLine();
                break;
            case FootnoteLink: break;
            case LinkInline { IsImage: true }: Pictures++; break;
            case EmphasisInline { DelimiterChar: '~' } struck: Strike(struck); break;
            case EmphasisInline { DelimiterChar: '*', DelimiterCount: 1 } product when IsProduct(product):
                _line.Append('*');
                AppendAll(product);
                _line.Append('*');
                break;
            case EmphasisInline { DelimiterCount: 2 } bold: AppendBold(bold); break;
            case ContainerInline container: AppendAll(container); break;
        }
    }

    /// <summary>5*8*3: stars between digits multiply.</summary>
    private static bool IsProduct(EmphasisInline emphasis) =>
        emphasis.PreviousSibling is LiteralInline { Content: var before } && before.Length > 0 && char.IsAsciiDigit(before.Text[before.End])
        && emphasis.NextSibling is LiteralInline { Content: var after } && after.Length > 0 && char.IsAsciiDigit(after.Text[after.Start]);

    /// <summary>A converter that closes and opens bold type at one place leaves four stars inside it: **（2026—2030年****）**.</summary>
    private void AppendBold(EmphasisInline bold)
    {
        int start = _line.Length, lines = _lines.Count;
        AppendAll(bold);
        if (_lines.Count == lines) _line.Replace("****", "", start, _line.Length - start);
    }

    private void Strike(EmphasisInline struck)
    {
        int start = _line.Length, lines = _lines.Count;
        AppendAll(struck);
        if (_lines.Count > lines) return;
        for (int i = start; i < _line.Length; i++)
            if (!char.IsWhiteSpace(_line[i])) StruckLength++;
        _line.Length = start;
    }
}

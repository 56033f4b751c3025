using System.Collections.Immutable;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Markdown;

/// <summary>
/// Reads Markdown (.md, and text that is plainly Markdown): headings with their level, pipe tables as tables, list numbers as written;
/// the marks themselves are no text.
/// </summary>
internal sealed class MarkdownReader : IDocumentReader
{
    // Lines indented by four blanks are paragraphs in Chinese texts, no program code.
    private static readonly MarkdownPipeline Pipeline = Build();

    public string Format => "md";

    public ImmutableArray<string> Extensions { get; } = [".md", ".markdown"];

    public int Recognise(SourceFile file)
    {
        if (!TextBytes.LookLikeText(file.Bytes.Span)) return 0;
        return MarkdownSigns.ArePlain(file.Bytes.Span) ? 12 : 10;
    }

    public PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        var builder = new DocumentBuilder(options);
        var (text, encoding) = TextBytes.Read(file, builder);
        var width = WrappedText.FindWidth(text.ReplaceLineEndings("\n").Split('\n'));
        try
        {
            var page = Markdig.Markdown.Parse(text, Pipeline);
            new MarkdownWriter(builder, options, width, cancellation).Write(page);
        }
        // The library's word for elements nested too deep.
        catch (ArgumentException fault)
        {
            throw new DocumentException(DocumentStatus.ResourceLimit, "markdown-too-deep",
                "marks of Markdown are nested deeper than any text needs; save the file as plain text", fault);
        }
        return builder.Build(file.Info(Format, encoding));
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder().UsePipeTables().UseTaskLists().UseFootnotes().UseYamlFrontMatter()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseCjkFriendlyEmphasis();
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        return builder.Build();
    }
}

using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Html;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Readers.Html;

/// <summary>Short ways to read pages and to look at what came out.</summary>
internal static class Pages
{
    public static PolicyDocument Read(string page) => Read(Encoding.UTF8.GetBytes(page));

    public static PolicyDocument Read(byte[] page, ReadOptions? options = null) =>
        new HtmlReader().Read(new SourceFile("page.html", page), options ?? ReadOptions.Default, default);

    public static IEnumerable<string> Body(PolicyDocument document) => Role(document, BlockRole.Body);

    public static IEnumerable<string> Role(PolicyDocument document, BlockRole role) =>
        document.Blocks.Where(block => block.Role == role).Select(block => block.Span.Of(document.Text));

    public static IEnumerable<string> Fields(PolicyDocument document) =>
        document.Metadata.Select(field => $"{field.Name}={field.Value.Of(document.Text)}");

    public static IEnumerable<string> Codes(PolicyDocument document) => document.Diagnostics.Select(diagnostic => diagnostic.Code);
}

using System.Text.Json.Nodes;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Word;

/// <summary>The shared corpus as Word files: the same blocks and the same facts as from the text, whoever made the numbers.</summary>
public sealed class WordParityTests
{
    [SharedTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_corpus_as_Word_files_gives_the_same_blocks(bool automatic)
    {
        int labels = 0;
        foreach (var document in Corpus())
        {
            var word = Read(document, automatic);
            Assert.Equal(Texts(document), Texts(word));
            labels += word.Blocks.OfType<ParagraphBlock>().Count(p => p.GeneratedLabel is not null);
        }
        Assert.Equal(automatic, labels > 500);
    }

    [SharedTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_corpus_as_Word_files_gives_the_same_facts(bool automatic)
    {
        foreach (var document in Corpus())
            Assert.Equal(Facts(document), Facts(Read(document, automatic)));
    }

    private static IEnumerable<PolicyDocument> Corpus() =>
        Directory.GetFiles(Path.Combine(Repository.Shared!, "corpus")).Order(StringComparer.Ordinal)
            .Select(path => ReaderRegistry.Read(new SourceFile(Path.GetFileName(path), File.ReadAllBytes(path)), ReadOptions.Default, default));

    private static PolicyDocument Read(PolicyDocument document, bool automatic) =>
        ReaderRegistry.Read(new SourceFile(Path.ChangeExtension(document.Source.Path, ".docx"), WordRendering.Render(document, automatic)), ReadOptions.Default, default);

    private static List<string> Texts(PolicyDocument document) =>
        [.. document.Blocks.Where(b => b.Role == BlockRole.Body).Select(b => DocxBuilder.Text(document, b))];

    /// <summary>The plans as JSON without spans, which differ where a page has chrome around the text.</summary>
    private static string Facts(PolicyDocument document)
    {
        using var stream = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(stream, GoldJson.Options(indented: true))) GoldJson.Write(json, IngestPipeline.Extract(document));
        var plans = JsonNode.Parse(stream.ToArray())!["plans"]!;
        Remove(plans, "span");
        return plans.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static void Remove(JsonNode? node, string name)
    {
        if (node is JsonArray items)
            foreach (var item in items) Remove(item, name);
        if (node is not JsonObject fields) return;
        foreach (string key in fields.Select(f => f.Key).Where(k => k.Contains(name, StringComparison.Ordinal)).ToList()) fields.Remove(key);
        foreach (var field in fields) Remove(field.Value, name);
    }
}

using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest.Evaluation;

namespace PolicyIngest.Cli.Evaluating;

/// <summary>Finds the document that gold is about, by name without ending.</summary>
internal sealed class DocumentsByName(IEnumerable<InputFile> files)
{
    private readonly ILookup<string, InputFile> _files = files.Where(file => !IsGold(file)).ToLookup(file => FactSheet.StemOf(file.Path.Text), StringComparer.Ordinal);

    /// <summary>The document, or null. Where plan.docx and plan.pdf lie side by side, it is the one that the gold names.</summary>
    public InputFile? Of(FactSheet gold) =>
        _files[gold.Stem].FirstOrDefault(file => Path.GetFileName(file.Path.Text) == gold.File) ?? _files[gold.Stem].FirstOrDefault();

    private static bool IsGold(InputFile file) =>
        file.Path.Text.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || file.Path.Text.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
}

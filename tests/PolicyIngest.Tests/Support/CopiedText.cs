using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Support;

/// <summary>A text for one rule alone: in its fair copy, as rules are given it, and the way back.</summary>
internal sealed class CopiedText
{
    private readonly FairCopy _copy;
    private readonly string _text;

    public CopiedText(string text, PlanPeriod? period, bool isCell = false)
    {
        var span = new TextSpan(0, text.Length);
        Block block = isCell
            ? new TableBlock(0, span, BlockRole.Body, null, 1, 1, [new TableCell(0, 0, 1, 1, span)])
            : new ParagraphBlock(0, span);
        _text = text;
        _copy = FairCopy.Of(new PolicyDocument(new SourceInfo("text.txt", "txt", 0, ""), text, [block], [], []));
        Context = new FactContext(_copy.Document, CharFold.Fold(_copy.Document.Text), period, null);
    }

    public FactContext Context { get; }

    public TextSpan All => new(0, Context.Folded.Length);

    /// <summary>Where a place of the copy stands in the text.</summary>
    public TextSpan Restored(TextSpan span) => _copy.Restore(span);

    /// <summary>A fact with its words as they stand in the text.</summary>
    public Deadline Restored(Deadline fact)
    {
        var span = _copy.Restore(fact.Evidence.Span);
        return fact with { Evidence = fact.Evidence with { Span = span, Raw = span.Of(_text) } };
    }
}

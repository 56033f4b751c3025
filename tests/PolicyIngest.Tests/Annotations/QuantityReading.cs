using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Annotations;

/// <summary>The quantities of a line, read as in a document of that one line, with their places in it.</summary>
internal static class QuantityReading
{
    /// <summary>A quantity: its place with its unit, its number's place, its value in ones, its parts.</summary>
    internal sealed record Found(TextSpan Span, TextSpan Number, decimal Value, MeasureKind Kind, string Told);

    public static ImmutableArray<Found> Of(string text)
    {
        var document = new PolicyDocument(new SourceInfo("line.txt", "txt", 0, ""), text, [new ParagraphBlock(0, new TextSpan(0, text.Length))], [], []);
        var copy = FairCopy.Of(document);
        string folded = CharFold.Fold(copy.Document.Text);
        var quantities = Quantities.Scan(folded, LexiconSet.BuiltIn);
        return [.. Enumerable.Range(0, quantities.Count).Select(i => quantities[i]).Select(q => new Found(copy.Restore(q.Span), copy.Restore(q.Number), q.Value * Factor(q.Scale), q.Kind, Tell(q, folded)))];
    }

    private static decimal Factor(string scale) => scale switch { "万" => 10_000, "亿" => 100_000_000, "万亿" => 1_000_000_000_000, _ => 1 };

    private static string Tell(Quantity q, string folded)
    {
        if (q.RunsOn) return ""; // 12345热线
        string bound = q.Bound switch { Bound.Floor => " floor", Bound.Ceiling => " ceiling", _ => "" };
        string high = q.High is { } upper ? string.Create(CultureInfo.InvariantCulture, $"~{upper}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{q.Value}{high} {q.UnitAsWritten(span => span.Of(folded)) ?? "-"}{bound}");
    }
}

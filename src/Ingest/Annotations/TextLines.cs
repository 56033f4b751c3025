using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations;

/// <summary>Cuts text into its lines.</summary>
internal static class TextLines
{
    /// <summary>The lines of a span of text, trimmed; empty ones are passed over.</summary>
    public static IEnumerable<TextSpan> Of(string folded, TextSpan span)
    {
        int start = span.Start;
        while (start < span.End)
        {
            int length = folded.AsSpan(start, span.End - start).IndexOf('\n');
            int end = length < 0 ? span.End : start + length;
            var line = new TextSpan(start, end).Trimmed(folded);
            if (!line.IsEmpty) yield return line;
            start = end + 1;
        }
    }
}

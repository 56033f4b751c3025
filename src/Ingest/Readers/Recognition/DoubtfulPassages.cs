using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>A stretch of a page's text with doubtful characters.</summary>
/// <param name="Span">From the first of them to behind the last.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="Characters">The characters, in the order of the text.</param>
internal readonly record struct DoubtfulPassage(TextSpan Span, int Page, string Characters)
{
    // A page has no more passages than that: what stands nearest together is one.
    private const int MostOfPage = 5;

    // Characters that stand no further apart than this are of one passage in any case.
    private const int Near = 8;

    /// <summary>The passages of a document, page by page.</summary>
    /// <param name="doubts">Its doubtful characters.</param>
    /// <param name="builder">The document.</param>
    public static IEnumerable<DoubtfulPassage> Of(IEnumerable<DoubtfulCharacter> doubts, DocumentBuilder builder)
    {
        foreach (var page in doubts.GroupBy(doubt => doubt.Page).OrderBy(page => page.Key))
        {
            int[] places = [.. page.Select(doubt => doubt.At).Distinct().Order()];
            var cuts = Enumerable.Range(1, places.Length - 1)
                .Where(i => places[i] - places[i - 1] > Near)
                .OrderByDescending(i => places[i] - places[i - 1])
                .Take(MostOfPage - 1)
                .Append(places.Length)
                .Order();
            int first = 0;
            foreach (int cut in cuts)
            {
                yield return new DoubtfulPassage(
                    new TextSpan(places[first], places[cut - 1] + 1), page.Key, string.Concat(places[first..cut].Select(at => builder.TextOf(new TextSpan(at, at + 1)))));
                first = cut;
            }
        }
    }
}

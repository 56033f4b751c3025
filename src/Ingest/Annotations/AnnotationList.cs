using System.Runtime.InteropServices;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations;

/// <summary>Something noticed in a text: a span with a value. What it is good for is decided later, by the rules.</summary>
internal interface IAnnotation
{
    /// <summary>Its place in the copy that rules work on.</summary>
    TextSpan Span { get; }
}

/// <summary>The annotations of one kind, in the order of the text; none overlaps another.</summary>
internal sealed class AnnotationList<T>(List<T> items) where T : IAnnotation
{
    /// <summary>How many there are.</summary>
    public int Count => items.Count;

    /// <summary>The annotation at a position of the list.</summary>
    public T this[int index] => items[index];

    /// <summary>Position in the list of the first annotation that begins at a place or behind it; <see cref="Count"/> where none does.</summary>
    public int FirstFrom(int place) => Ordered.FirstFrom<T>(CollectionsMarshal.AsSpan(items), static item => item.Span.Start, place);

    /// <summary>The annotations that lie wholly inside a span, in order.</summary>
    public IEnumerable<T> Within(TextSpan span)
    {
        for (int i = FirstFrom(span.Start); i < items.Count && items[i].Span.Start < span.End; i++)
            if (items[i].Span.End <= span.End) yield return items[i];
    }

    /// <summary>Whether any annotation lies wholly inside a span.</summary>
    public bool AnyWithin(TextSpan span) => Within(span).Any();
}

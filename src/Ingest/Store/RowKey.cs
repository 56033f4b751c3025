namespace PolicyIngest.Ingest.Store;

/// <summary>Keys of things inside a document: the document's key and the thing's number in it. They do not depend on the order of an import.</summary>
internal static class RowKey
{
    /// <summary>One more than the highest number of a thing in a document.</summary>
    public const int PerDocument = 1_000_000;

    /// <summary>The key of thing <paramref name="number"/> of a document; number 0 is the lower bound of all its keys.</summary>
    public static long Of(long documentId, long number) => documentId * PerDocument + number;

    /// <summary>The document of a thing.</summary>
    public static long DocumentOf(long key) => key / PerDocument;

    /// <summary>The number of a thing in its document.</summary>
    public static int NumberOf(long key) => (int)(key % PerDocument);
}

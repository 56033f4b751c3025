namespace PolicyIngest.Ingest.Store.Search;

/// <summary>Full-text search over tasks, and over all that stands in documents.</summary>
public interface ISearch : IDisposable
{
    /// <summary>Searches tasks.</summary>
    /// <exception cref="StoreException">The database can't be asked: it is damaged or locked, or its server is away.</exception>
    SearchResult Run(SearchRequest request);

    /// <summary>Searches passages: paragraphs, cells, targets, tasks.</summary>
    /// <exception cref="StoreException">The database can't be asked: it is damaged or locked, or its server is away.</exception>
    TextSearchResult Run(SearchRequest request, SearchedParts parts);
}

using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Reads the text in the picture of a page.</summary>
internal interface IPageEngine
{
    /// <summary>Reads a page.</summary>
    /// <param name="picture">The page.</param>
    /// <param name="number">Its number in the file, from 1.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="DocumentException">The engine fails.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    RecognisedPage Read(ColourPicture picture, int number, CancellationToken cancellation);
}

using UglyToad.PdfPig.Logging;

namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>Goes to the page factory with the parsing options, the only way in, and takes the reading's cancellation there. What the parser complains of is not kept.</summary>
internal sealed class ReadingLog(CancellationToken cancellation) : ILog
{
    public CancellationToken Cancellation { get; } = cancellation;

    public void Debug(string message)
    {
    }

    public void Debug(string message, Exception ex)
    {
    }

    public void Warn(string message)
    {
    }

    public void Error(string message)
    {
    }

    public void Error(string message, Exception ex)
    {
    }
}

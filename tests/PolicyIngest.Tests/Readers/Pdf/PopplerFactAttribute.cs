using PolicyIngest.Ingest.Readers.Processes;
using Xunit;

namespace PolicyIngest.Tests.Readers.Pdf;

/// <summary>A test that needs poppler; skipped with a message where pdftotext is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PopplerFactAttribute : FactAttribute
{
    public PopplerFactAttribute()
    {
        if (ChildProcess.FindProgram("pdftotext") is null) Skip = "pdftotext is missing: install poppler-utils and poppler-data";
    }
}

using PolicyIngest.Ingest.Readers.Converted;
using Xunit;

namespace PolicyIngest.Tests.Support;

/// <summary>A test that needs LibreOffice; skipped with a message where it is not installed.</summary>
public sealed class OfficeFactAttribute : FactAttribute
{
    public OfficeFactAttribute()
    {
        if (LibreOffice.Find(null) is null) Skip = "needs LibreOffice (Debian: apt install libreoffice-writer-nogui)";
    }
}

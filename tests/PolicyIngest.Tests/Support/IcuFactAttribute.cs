using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using Xunit;

namespace PolicyIngest.Tests.Support;

/// <summary>A test that cuts words; skipped where the library ICU is missing.</summary>
internal sealed class IcuFactAttribute : FactAttribute
{
    public IcuFactAttribute() => Skip = Missing;

    /// <summary>Why no words can be cut; null where they can.</summary>
    public static string? Missing { get; } = Look();

    private static string? Look()
    {
        try
        {
            using var cutter = new WordCutter(LexiconSet.BuiltIn);
            return null;
        }
        catch (WordBreakerException missing)
        {
            return missing.Message;
        }
    }
}

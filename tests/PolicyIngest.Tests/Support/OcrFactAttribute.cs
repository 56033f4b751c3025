using PolicyIngest.Ingest.Readers.Recognition;
using Xunit;

namespace PolicyIngest.Tests.Support;

/// <summary>A test that needs the models for text recognition; skipped, with a message, where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OcrFactAttribute : FactAttribute
{
    public OcrFactAttribute()
    {
        if (Models is null) Skip = "no models for text recognition: ./policy-ingest ocr-models fetches them";
    }

    /// <summary>Where the models are: in $POLICYINGEST_MODELS, beside the sources or among the user's data; else null.</summary>
    public static string? Models { get; } = OcrModels.Find(Path.Combine(Repository.Root, OcrModels.FolderName)) ?? OcrModels.Find(null);
}

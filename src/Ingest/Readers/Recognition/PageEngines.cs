using System.Collections.Concurrent;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Finds the engine for text recognition: the models where they are, else Tesseract where it is. Each is loaded once a process.</summary>
internal static class PageEngines
{
    private static readonly ConcurrentDictionary<string, Lazy<IPageEngine>> Loaded = new(StringComparer.Ordinal);

    /// <summary>The engine, loaded if it has not been; null where there is none or none is wanted.</summary>
    /// <exception cref="DocumentException">The models are there, but can't be loaded.</exception>
    public static IPageEngine? Find(ReadOptions options)
    {
        if (options.Ocr == OcrMode.Off) return null;
        if (OcrModels.Find(options.OcrModels) is { } folder && NeuralEngine.IsPossible)
            return Loaded.GetOrAdd(folder, static folder => new Lazy<IPageEngine>(() => NeuralEngine.Load(folder))).Value;
        return TesseractEngine.Find(options);
    }

    /// <summary>What a user can do where a page's picture is not read; half a sentence.</summary>
    public static string Advice(ReadOptions options)
    {
        if (options.Ocr == OcrMode.Off) return "leave out --ocr off to have it recognised";
        return options.OcrModels is { } folder
            ? $"there are no models for text recognition in {folder}; fetch them by policy-ingest ocr-models --ocr-models {folder}"
            : "fetch the models for text recognition once, by policy-ingest ocr-models, and import it again";
    }
}

using Microsoft.ML.OnnxRuntime;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Recognition by the models, in the process. They are loaded once, when the first page needs them.</summary>
internal sealed class NeuralEngine : IPageEngine
{
    private readonly PageRecognition _pages;

    // On some machines (macOS on Intel, musl) there is no native library.
    private static readonly Lazy<bool> IsThere = new(() =>
    {
        try
        {
            return OrtEnv.Instance() is not null;
        }
        catch (Exception fault) when (fault is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException)
        {
            return false;
        }
    });

    private NeuralEngine(PageRecognition pages) => _pages = pages;

    /// <summary>Whether the machine can run the models.</summary>
    public static bool IsPossible => IsThere.Value;

    /// <summary>Loads the models of a folder.</summary>
    /// <exception cref="DocumentException">They can't be loaded.</exception>
    public static NeuralEngine Load(string folder)
    {
        try
        {
            // One thread and fixed options: the same picture gives the same text on every machine of a kind, however many pages are read at a time.
            using var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                EnableMemoryPattern = false,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            string keys = File.ReadAllText(Path.Combine(folder, OcrModels.Keys));
            var detection = new InferenceSession(Path.Combine(folder, OcrModels.Detection), options);
            var recognition = new InferenceSession(Path.Combine(folder, OcrModels.Recognition), options);
            return new NeuralEngine(new PageRecognition(new TextDetector(detection), new LineRecogniser(recognition, CtcDecoder.FromKeys(keys))));
        }
        catch (Exception fault) when (fault is OnnxRuntimeException or IOException or UnauthorizedAccessException)
        {
            throw new DocumentException(DocumentStatus.Io, "ocr-models-damaged", $"the models for text recognition in {folder} can't be loaded; fetch them again by policy-ingest ocr-models");
        }
    }

    public RecognisedPage Read(ColourPicture picture, int number, CancellationToken cancellation) => _pages.Read(picture, number, cancellation);
}

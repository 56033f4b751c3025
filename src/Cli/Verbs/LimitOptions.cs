using System.CommandLine;
using System.Globalization;
using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Recognition;

namespace PolicyIngest.Cli.Verbs;

/// <summary>Options for text recognition and for the limits of reading. Each limit has a default that large genuine documents keep well clear of.</summary>
internal sealed class LimitOptions
{
    private readonly Option<OcrMode> _ocr = new("--ocr")
    {
        Description = "Text recognition for pages that are pictures: auto (pages without text), off, or force (also where text lies over the picture)",
        HelpName = "auto|off|force",
        DefaultValueFactory = _ => OcrMode.Auto,
    };
    private readonly Option<string?> _ocrModels = ModelFolder();
    private readonly Option<int> _ocrPages = Count("--max-ocr-pages", "Most pages of a document whose pictures are recognised", ReadOptions.Default.MaxOcrPages);
    private readonly Option<ByteSize> _fileSize = Size("--max-file-size", "Largest file", FileBytes.DefaultLimit);
    private readonly Option<int> _text = Count("--max-text", "Longest text of a document, in characters", ReadOptions.Default.MaxTextLength);
    private readonly Option<int> _cells = Count("--max-table-cells", "Most cells of a table", ReadOptions.Default.MaxTableCells);
    private readonly Option<int> _xmlDepth = Count("--max-xml-depth", "Deepest nesting of XML", ReadOptions.Default.MaxXmlDepth);
    private readonly Option<int> _htmlDepth = Count("--max-html-depth", "Deepest nesting of HTML", ReadOptions.Default.MaxHtmlDepth);
    private readonly Option<int> _htmlElements = Count("--max-html-elements", "Most elements of a web page", ReadOptions.Default.MaxHtmlElements);
    private readonly Option<int> _paragraph = Count("--max-paragraph", "Longest paragraph, in characters", ReadOptions.Default.MaxParagraphLength);
    private readonly Option<int> _zipParts = Count("--max-zip-parts", "Most parts of a zip package", ReadOptions.Default.MaxZipParts);
    private readonly Option<ByteSize> _zipPart = Size("--max-zip-part-size", "Largest unpacked part of a zip package", ReadOptions.Default.MaxZipPartSize);
    private readonly Option<int> _zipRatio = Count("--max-zip-ratio", "Largest ratio of unpacked to packed bytes, past the first 10 MB", ReadOptions.Default.MaxZipRatio);
    private readonly Option<int> _zipNesting = Count("--max-zip-nesting", "Deepest nesting of archives in archives", ReadOptions.Default.MaxZipNesting);
    private readonly Option<int> _pages = Count("--max-pdf-pages", "Most pages of a PDF", ReadOptions.Default.MaxPdfPages);
    private readonly Option<int> _timeout = Count("--timeout", "Longest time for a document, in seconds", 60);
    private readonly Option<int> _childTimeout = Count("--child-timeout", "Longest run of an outside program, in seconds", (int)ReadOptions.Default.ChildTimeout.TotalSeconds);
    private readonly Option<ByteSize> _childMemory = Size("--child-memory", "Most memory of an outside program", ReadOptions.Default.ChildMemory);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] all =
        [
            _ocr, _ocrModels, _ocrPages, _fileSize, _text, _paragraph, _cells, _xmlDepth, _htmlDepth, _htmlElements, _zipParts, _zipPart, _zipRatio, _zipNesting, _pages, _timeout, _childTimeout,
            _childMemory,
        ];
        foreach (var option in all) command.Options.Add(option);
    }

    /// <summary>Largest file in bytes.</summary>
    public long MaxFileSize(ParseResult parsed) => parsed.GetRequiredValue(_fileSize).Bytes;

    /// <summary>Longest time for a document.</summary>
    public TimeSpan Timeout(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetRequiredValue(_timeout));

    /// <summary>Limits for the readers.</summary>
    public ReadOptions Reading(ParseResult parsed) => new()
    {
        MaxTextLength = parsed.GetRequiredValue(_text),
        MaxTableCells = parsed.GetRequiredValue(_cells),
        MaxXmlDepth = parsed.GetRequiredValue(_xmlDepth),
        MaxHtmlDepth = parsed.GetRequiredValue(_htmlDepth),
        MaxHtmlElements = parsed.GetRequiredValue(_htmlElements),
        MaxParagraphLength = parsed.GetRequiredValue(_paragraph),
        MaxZipParts = parsed.GetRequiredValue(_zipParts),
        MaxZipPartSize = parsed.GetRequiredValue(_zipPart).Bytes,
        MaxZipRatio = parsed.GetRequiredValue(_zipRatio),
        MaxZipNesting = parsed.GetRequiredValue(_zipNesting),
        MaxPdfPages = parsed.GetRequiredValue(_pages),
        Ocr = parsed.GetRequiredValue(_ocr),
        OcrModels = Models(parsed, _ocrModels),
        MaxOcrPages = parsed.GetRequiredValue(_ocrPages),
        ChildTimeout = TimeSpan.FromSeconds(parsed.GetRequiredValue(_childTimeout)),
        ChildMemory = parsed.GetRequiredValue(_childMemory).Bytes,
    };

    /// <summary>The folder of the recognition models.</summary>
    public static Option<string?> ModelFolder() => new("--ocr-models")
    {
        Description = "Folder of the models for text recognition; without it, beside the program or among the user's data",
        HelpName = "DIR",
    };

    /// <summary>The folder that was named, as a full path, or null.</summary>
    public static string? Models(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } folder) return null;
        return folder.Trim().Length > 0 ? Path.GetFullPath(folder) : throw new UsageException("the name of the folder for --ocr-models is empty; name a folder");
    }

    /// <summary>An option whose value is a whole number; a standard of null is not shown in help.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="standard">Value where it is not given.</param>
    /// <param name="least">Least value.</param>
    /// <param name="most">Greatest value.</param>
    public static Option<T> Count<T>(string name, string description, T standard, int least = 1, int most = int.MaxValue)
    {
        var option = new Option<T>(name) { Description = description, HelpName = "N" };
        if (standard is not null) option.DefaultValueFactory = _ => standard;
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count != 1) return;
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most) return;
            result.AddError(most == int.MaxValue
                ? $"{name} takes a whole number from {least}, not '{text}'."
                : $"{name} takes a whole number from {least} to {most}, not '{text}'.");
        });
        return option;
    }

    /// <summary>An option whose value is a number of bytes: <c>800000</c>, <c>256MB</c>, <c>1GB</c>.</summary>
    public static Option<ByteSize> Size(string name, string description, long standard) => new(name)
    {
        Description = description,
        HelpName = "BYTES",
        DefaultValueFactory = _ => new ByteSize(standard),
        CustomParser = result =>
        {
            if (ByteSize.Parse(result.Tokens[0].Value) is { } size) return size;
            result.AddError($"{name} takes a number of bytes such as 800000, 256MB or 1GB, not '{result.Tokens[0].Value}'.");
            return default;
        },
    };
}

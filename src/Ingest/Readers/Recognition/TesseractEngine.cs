using System.Globalization;
using System.Text;
using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Ingest.Readers.Processes;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Recognition by Tesseract as a child process, for those who have it and not the models: it misreads many times as many characters.</summary>
internal sealed class TesseractEngine(string program, ReadOptions options) : IPageEngine
{
    private const string Languages = "chi_sim";

    // Below this Tesseract is guessing; it counts from 0 to 100.
    private const double LeastConfidence = 20, DoubtfulConfidence = 60;

    private static readonly Lazy<string?> Program = new(() => ChildProcess.FindProgram("tesseract") is { } found && KnowsChinese(found) ? found : null);

    /// <summary>The engine, or null where the program or its Chinese data is missing.</summary>
    public static TesseractEngine? Find(ReadOptions options) => Program.Value is { } program ? new TesseractEngine(program, options) : null;

    public RecognisedPage Read(ColourPicture picture, int number, CancellationToken cancellation)
    {
        var grey = PageRecognition.Straight(SealRemoval.ToGrey(picture));
        var strokes = RulingLines.Find(grey);
        byte[] page = PortableGreymap(RulingLines.Erased(grey, strokes));
        string resolution = ((int)Math.Round(72 / grey.PointsPerPixel)).ToString(CultureInfo.InvariantCulture);
        var limits = ChildLimits.From(options) with { Environment = new Dictionary<string, string> { ["OMP_THREAD_LIMIT"] = "1" } };
        var result = ChildProcess.Run(program, ["stdin", "stdout", "-l", Languages, "--dpi", resolution, "--psm", "3", "tsv"], limits, cancellation, page);
        if (result.ExitCode != 0)
            throw new DocumentException(DocumentStatus.Unsupported, "ocr-failed", "Tesseract fails on a page of this document; fetch the models by policy-ingest ocr-models, which are better");
        var (words, characters, doubtful) = Words(Encoding.UTF8.GetString(result.Stdout), grey.PointsPerPixel);
        return new RecognisedPage(
            new PageContent(number, grey.Width * grey.PointsPerPixel, grey.Height * grey.PointsPerPixel, words, [.. strokes.Select(stroke => stroke.Rule(grey.PointsPerPixel))]), characters, doubtful, []);
    }

    /// <summary>The words of Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.</summary>
    internal static (List<PageWord> Words, int Characters, int Doubtful) Words(string table, double pointsPerPixel)
    {
        var words = new List<PageWord>();
        int characters = 0, doubtful = 0;
        foreach (string row in table.Split('\n'))
        {
            if (row.TrimEnd('\r').Split('\t') is not ["5", _, _, _, _, _, var left, var top, var width, var height, var confidence, var text] || text.Trim().Length == 0) continue;
            if (!double.TryParse(confidence, NumberStyles.Float, CultureInfo.InvariantCulture, out double sure) || sure < LeastConfidence) continue;
            characters += text.Length;
            if (sure < DoubtfulConfidence) doubtful += text.Length;
            double x = Points(left), y = Points(top);
            string word = PunctuationWidth.Mend(text.Trim());
            // It knows how sure it is of a word, not of its characters.
            words.Add(new PageWord(word, x, y, x + Points(width), y + Points(height)) { Doubts = sure < DoubtfulConfidence ? [.. Enumerable.Range(0, word.Length)] : [] });
        }
        return (words, characters, doubtful);

        double Points(string pixels) => int.Parse(pixels, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) * pointsPerPixel;
    }

    private static byte[] PortableGreymap(GreyPicture picture) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P5\n{picture.Width} {picture.Height}\n255\n")), .. picture.Pixels];

    private static bool KnowsChinese(string program)
    {
        try
        {
            var limits = new ChildLimits(TimeSpan.FromSeconds(10), 1L << 30, 1 << 20);
            return Encoding.UTF8.GetString(ChildProcess.Run(program, ["--list-langs"], limits, CancellationToken.None).Stdout).Split('\n').Any(line => line.Trim() == Languages);
        }
        catch (DocumentException)
        {
            return false;
        }
    }
}

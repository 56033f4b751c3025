using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Ingest.Trust;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using Xunit;

namespace PolicyIngest.Tests.Readers.Recognition;

/// <summary>From a character of which recognition is not sure to the facts that it touches.</summary>
public sealed class DoubtTests
{
    private const double Size = 16, Pitch = 28, Left = 72, Right = Left + 28 * Size;

    /// <summary>A line of text; what stands in ⟨⟩ is doubtful.</summary>
    private static PageWord Line(string marked, int line, double left = Left)
    {
        var doubts = new List<int>();
        string text = "";
        bool isDoubtful = false;
        foreach (char c in marked)
        {
            if (c is '⟨' or '⟩') isDoubtful = c == '⟨';
            else
            {
                if (isDoubtful) doubts.Add(text.Length);
                text += c;
            }
        }
        double top = 80 + line * Pitch, width = text.Sum(c => char.IsAscii(c) ? Size / 2 : Size);
        return new PageWord(text, left, top, left + width, top + 1.2 * Size) { Doubts = doubts };
    }

    private static PageContent Page(int number, IEnumerable<PageWord> words, params PageRule[] rules) => new(number, 595, 842, [.. words], rules);

    private static DocumentBuilder Assembled(params PageContent[] pages)
    {
        var builder = new DocumentBuilder(ReadOptions.Default);
        PageAssembler.Assemble(pages, builder, default);
        return builder;
    }

    private static string Marked(DocumentBuilder builder) => string.Join(' ', builder.Doubts.Select(doubt => $"{builder.TextOf(new TextSpan(doubt.At, doubt.At + 1))}{doubt.Page}"));

    [Fact]
    public void Doubts_keep_their_characters_through_lines_words_and_pages()
    {
        string full = string.Concat(Enumerable.Repeat("修渠引水", 7));
        var builder = Assembled(
            Page(1, [Line("云岭市修渠⟨方⟩案", 0, left: 220), Line("　　" + full[..^4] + "⟨堤⟩岸", 2) with { Left = Left + 2 * Size }, Line(full[..^2] + "灌⟨区⟩", 3)]),
            Page(2, [Line("由 GIS⟨X⟩", 0), Line("平台⟨管⟩护。", 0, left: Left + 6 * Size)]));
        Assert.Equal("方1 堤1 区1 X2 管2", Marked(builder));
    }

    [Fact]
    public void Doubts_keep_their_characters_in_cells_that_a_pages_end_cuts()
    {
        PageRule[] Grid(double top, params double[] rows) =>
        [
            .. rows.Prepend(0).Select(row => new PageRule(true, top + row, Left, Left + 300)),
            .. new double[] { 0, 60, 300 }.Select(x => new PageRule(false, Left + x, top, top + rows[^1])),
        ];
        PageWord Cell(string text, double left, double top) => Line(text, 0) is var word ? word with { Left = left, Right = left + word.Width, Top = top, Bottom = top + 1.2 * Size } : word;
        var builder = Assembled(
            Page(1, [Cell("序⟨号⟩", Left + 5, 705), Cell("任务", Left + 65, 705), Cell("1", Left + 5, 735), Cell("整治⟨河⟩道十二条，疏浚严重淤⟨积⟩", Left + 65, 735)], Grid(700, 30, 60)),
            Page(2, [Cell("的沟⟨渠⟩。", Left + 65, 85), Cell("⟨2⟩", Left + 5, 115), Cell("清淤", Left + 65, 115)], Grid(80, 30, 60)));
        Assert.Equal("号1 河1 积1 渠2 22", Marked(builder));
        Assert.Equal("整治河道十二条，疏浚严重淤积的沟渠。", Assert.Single(builder.Build(new SourceInfo("a.pdf", "pdf", 1, new string('0', 64))).Blocks.OfType<TableBlock>()).Cells[3].Span is var span ? builder.TextOf(span) : "");
    }

    [Fact]
    public void A_page_gives_a_few_passages_however_many_characters_are_doubtful()
    {
        var builder = new DocumentBuilder(ReadOptions.Default);
        builder.AddParagraph(string.Concat(Enumerable.Repeat("一二三四五六七八九十", 100)), doubts: [.. new[] { 0, 3, 40, 90, 91, 200, 220, 500, 900 }.Select(at => new DoubtfulCharacter(at, 7)), new DoubtfulCharacter(990, 8)]);
        var passages = DoubtfulPassage.Of(builder.Doubts, builder).ToList();
        Assert.Equal(["0..41 一四一", "90..92 一二", "200..221 一一", "500..501 一", "900..901 一"], passages.Where(passage => passage.Page == 7).Select(passage => $"{passage.Span} {passage.Characters}"));
        Assert.Equal(new TextSpan(990, 991), Assert.Single(passages, passage => passage.Page == 8).Span);
    }

    [Fact]
    public void White_space_that_goes_moves_no_doubt()
    {
        var builder = new DocumentBuilder(ReadOptions.Default);
        builder.AddParagraph("前文");
        builder.AddParagraph(" \u200B 河\u200B长\u00A0制", doubts: [new DoubtfulCharacter(5, 1), new DoubtfulCharacter(7, 1)]);
        Assert.Equal("长1 制1", Marked(builder));
    }

    [OcrFact]
    public void What_a_blot_covers_is_told_with_its_place_and_lowers_the_confidence_of_the_facts_there()
    {
        var extraction = IngestPipeline.Run(new SourceFile("plan.png", Blotted("财政")), ReadOptions.Default with { OcrModels = OcrFactAttribute.Models });
        var passages = extraction.Findings.Where(finding => finding.Code == FindingCode.UnsureCharacters).ToList();
        Assert.InRange(passages.Count, 1, 5);
        Assert.Equal(passages.Select(passage => passage.Span), extraction.Document.Diagnostics.Where(note => note.Code == "unsure-characters").Select(note => note.Span));
        var rating = new ConfidenceRating(extraction);
        var tasks = extraction.Plans.SelectMany(plan => plan.Tasks).ToList();
        var blotted = tasks.First(task => task.Content.Contains("河道", StringComparison.Ordinal));
        var span = blotted.Evidence.Span;
        Assert.Contains(passages, passage => span.Contains(passage.Span!.Value));
        Assert.Equal(ConfidenceLevel.Medium, rating.Of(blotted).Level);
        Assert.Contains(blotted.Assignments, assignment => rating.Of(assignment.Evidence, span).Level == ConfidenceLevel.Low);
        var clear = tasks.Last();
        Assert.Equal(ConfidenceLevel.High, rating.Of(clear).Level);
    }

    /// <summary>The page of our own with its first mention of a word covered by slanting bars.</summary>
    private static byte[] Blotted(string unit)
    {
        byte[] page = OcrTests.Page;
        var engine = NeuralEngine.Load(OcrFactAttribute.Models!);
        var word = engine.Read(PictureDecoder.Decode(page), 1, default).Page.Words.First(word => word.Text.Contains(unit, StringComparison.Ordinal));
        int at = word.Text.IndexOf(unit, StringComparison.Ordinal);
        using var image = Image.Load<Rgb24>(page);
        double perPixel = PictureDecoder.PointsPerPixel(image.Width, image.Height);
        for (int x = (int)(word.LeftOf(at) / perPixel); x < word.LeftOf(at + unit.Length) / perPixel; x++)
            for (int y = (int)(word.Top / perPixel); y < word.Bottom / perPixel; y++)
                if ((x + y) / 3 % 4 == 0) image[x, y] = new Rgb24(90, 90, 90);
        using var file = new MemoryStream();
        image.Save(file, new PngEncoder());
        return file.ToArray();
    }
}

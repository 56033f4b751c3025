using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Ingest.Readers.Pdf.Drawing;

namespace PolicyIngest.Ingest.Readers.Pdf;

/// <summary>Makes of a drawn page what layout needs: words of the letters that can be seen and are meant to be read, and ruling lines.</summary>
internal sealed class PageText(PageNotes notes)
{
    // Lines of a page that was laid crooked on the scanner lean by less than this: the tangent of 5°.
    private const double MostLean = 0.09;

    // A picture of this share of the page is the page.
    private const double ScanShare = 0.6;

    // With so many letters, and this share of them without right characters, a page can't be read.
    private const int FewestLetters = 20;
    private const double MostScrambled = 0.3;

    private enum Direction
    {
        Right,
        Down,
        Up,
        Slanted,
    }

    /// <summary>The words and lines of a page, put upright.</summary>
    public PageContent Read(DrawnPage page, int number)
    {
        var letters = Readable(Visible(page));
        var (kept, struck) = StruckText.Part(letters, page.Rules);
        notes.Add(Remark.Struck, struck);
        var byDirection = kept.ToLookup(DirectionOf);
        notes.Add(Remark.Slanted, [.. byDirection[Direction.Slanted].Where(letter => !string.IsNullOrWhiteSpace(letter.Text))]);
        int down = byDirection[Direction.Down].Count(), up = byDirection[Direction.Up].Count();
        List<PageWord> words = [.. LetterWords.Join(byDirection[Direction.Right])];
        // Turned by a quarter they run to the right; their words' boxes are turned back.
        words.AddRange(LetterWords.Join(byDirection[Direction.Down].Select(letter => letter with { X = letter.Y, Y = -letter.X, AdvanceX = letter.AdvanceY, AdvanceY = -letter.AdvanceX }))
            .Select(word => new PageWord(word.Text, -word.Bottom, word.Left, -word.Top, word.Right) { IsOnSide = true }));
        words.AddRange(LetterWords.Join(byDirection[Direction.Up].Select(letter => letter with { X = -letter.Y, Y = letter.X, AdvanceX = -letter.AdvanceY, AdvanceY = letter.AdvanceX }))
            .Select(word => new PageWord(word.Text, word.Top, -word.Right, word.Bottom, -word.Left) { IsOnSide = true }));
        // The picture of a page with nothing but the mark of the program that made it.
        if (IsScan(page) && ScannerMark.IsAll(words)) words.Clear();
        return PageTurn.Upright(new PageContent(number, page.Width, page.Height, SimplifiedForms.Of(words), page.Rules), runsDown: down > up);
    }

    /// <summary>Whether a picture, or several that lie beside one another, are the page.</summary>
    public static bool IsScan(DrawnPage page) => page.Pictures.Sum(picture => picture.Area.Size) > ScanShare * page.Width * page.Height;

    private static Direction DirectionOf(DrawnLetter letter)
    {
        double x = Math.Abs(letter.AdvanceX), y = Math.Abs(letter.AdvanceY);
        if (y <= MostLean * x) return Direction.Right;
        if (x <= MostLean * y) return letter.AdvanceY > 0 ? Direction.Down : Direction.Up;
        return Direction.Slanted;
    }

    /// <summary>The letters that can be seen, or would be but for the picture of the page over them.</summary>
    private List<DrawnLetter> Visible(DrawnPage page)
    {
        if (page.Letters.TrueForAll(letter => letter.Ink == Ink.Coloured)) return page.Letters;
        bool isScan = IsScan(page);
        var ground = new PaintedGround(page);
        var visible = new List<DrawnLetter>(page.Letters.Count);
        var (hidden, overScan) = (new List<DrawnLetter>(), new List<DrawnLetter>());
        foreach (var letter in page.Letters)
        {
            bool isSeen = letter.Ink == Ink.Coloured || letter.Ink == Ink.White && StandsOn(ground, letter);
            if (isSeen || isScan) visible.Add(letter);
            if (!isSeen && !string.IsNullOrWhiteSpace(letter.Text)) (isScan ? overScan : hidden).Add(letter);
        }
        notes.Add(Remark.Hidden, hidden);
        notes.Add(Remark.OverScan, overScan);
        return visible;
    }

    private static bool StandsOn(PaintedGround ground, DrawnLetter letter) =>
        ground.Contains(letter.X + letter.AdvanceX / 2, letter.Y + letter.AdvanceY / 2 - 0.3 * letter.Em);

    /// <summary>The letters whose characters are known; none where those of the page are not to be trusted.</summary>
    private List<DrawnLetter> Readable(List<DrawnLetter> letters)
    {
        var unknown = letters.FindAll(letter => letter.Text.Length == 0);
        int scrambled = unknown.Count + letters.Count(IsScrambled);
        if (letters.Count >= FewestLetters && scrambled > MostScrambled * letters.Count)
        {
            notes.Add(Remark.Scrambled, letters);
            return [];
        }
        if (unknown.Count == 0) return letters;
        notes.Add(Remark.WithoutCharacters, unknown);
        return letters.FindAll(letter => letter.Text.Length > 0);
    }

    /// <summary>Whether a character can't be what is seen: a control or private one, or a Latin one as wide as a Han character.</summary>
    private static bool IsScrambled(DrawnLetter letter) => letter.Text.Length > 0 && letter.Text[0] switch
    {
        '\uFFFD' or (>= '\u0080' and <= '\u009F') or (>= '\uE000' and <= '\uF8FF') => true,
        > ' ' and < '\u007F' and not ('W' or 'M' or '@' or '%') => Math.Abs(letter.AdvanceX) + Math.Abs(letter.AdvanceY) > 0.97 * letter.Em,
        _ => false,
    };
}

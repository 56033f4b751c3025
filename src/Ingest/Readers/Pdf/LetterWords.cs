using System.Text;
using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Ingest.Readers.Pdf.Drawing;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Readers.Pdf;

/// <summary>Joins the letters of one direction, in the order in which they are drawn, into words: a gap, a step across the line or a space ends one.</summary>
internal sealed class LetterWords
{
    // What ends a word, in ems: a gap wider than this, a step back, a step up or down.
    private const double WidestGap = 0.1;
    private const double WidestOverlap = 0.5;
    private const double WidestStep = 0.1;

    // A letter drawn again within this, in ems, makes it look bold.
    private const double SamePlace = 0.15;

    // Every letter's box reaches this far up and down from its baseline, in ems, whatever its font says of itself: Han characters stand in its middle.
    private const double Ascent = 0.98;
    private const double Descent = 0.22;

    private readonly List<PageWord> _words = [];
    private readonly Dictionary<(string Text, int X, int Y), (double X, double Y)> _places = [];
    private readonly StringBuilder _text = new();
    private double _left;
    private double _right;
    private double _baseline;
    private double _em;

    /// <summary>The words of the letters.</summary>
    /// <param name="letters">Letters that run from left to right.</param>
    public static List<PageWord> Join(IEnumerable<DrawnLetter> letters)
    {
        var joining = new LetterWords();
        foreach (var letter in letters) joining.Add(letter);
        joining.End();
        return joining._words;
    }

    private void Add(DrawnLetter letter)
    {
        if (string.IsNullOrWhiteSpace(letter.Text))
        {
            End();
            return;
        }
        double left = Math.Min(letter.X, letter.X + letter.AdvanceX), right = Math.Max(letter.X, letter.X + letter.AdvanceX);
        if (IsDrawnAgain(letter)) return;
        if (_text.Length > 0 && !GoesOn(letter, left)) End();
        if (_text.Length == 0) (_left, _right, _baseline, _em) = (left, right, letter.Y, letter.Em);
        _text.Append(letter.Text);
        _right = Math.Max(_right, right);
    }

    private bool GoesOn(DrawnLetter letter, double left)
    {
        double gap = (left - _right) / _em;
        return gap is > -WidestOverlap and < WidestGap && Math.Abs(letter.Y - _baseline) < WidestStep * _em && Math.Abs(letter.Em - _em) < 0.05 * _em;
    }

    /// <summary>Whether the same letter stands at this place already: some programs make a text bold by drawing it twice.</summary>
    private bool IsDrawnAgain(DrawnLetter letter)
    {
        double cell = Math.Max(SamePlace * letter.Em, 0.1);
        int x = (int)Math.Floor(letter.X / cell), y = (int)Math.Floor(letter.Y / cell);
        for (int dx = -1; dx <= 1; dx++)
            for (int dy = -1; dy <= 1; dy++)
            {
                // The two narrow letters of ll stand near to one another as well.
                if (_places.TryGetValue((letter.Text, x + dx, y + dy), out var at) && Math.Abs(at.X - letter.X) < cell && Math.Abs(at.Y - letter.Y) < cell) return true;
            }
        _places[(letter.Text, x, y)] = (letter.X, letter.Y);
        return false;
    }

    private void End()
    {
        if (_text.Length == 0) return;
        // Some fonts call their hyphen a soft one, which is not to be seen: 2014-2020年.
        string text = CompatibilityForms.MakePlain(WithoutControls(_text.ToString())).Replace('\u00AD', '-').Trim();
        if (text.Length > 0) _words.Add(new PageWord(text, _left, _baseline - Ascent * _em, _right, _baseline + Descent * _em));
        _text.Clear();
    }

    private static string WithoutControls(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 ? text : new string([.. text.Where(c => c >= ' ')]);
}

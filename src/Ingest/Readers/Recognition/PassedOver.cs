namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>
/// Looks for characters that the model passed over: of a rare one among usual ones it may leave nothing but a gap with ink in it (煤矸石 read as 煤石).
/// The piece is read again by itself, less narrow, then what stands in the gap alone; where nothing more is seen, the characters beside it are doubtful.
/// </summary>
internal sealed class PassedOver(LineRecogniser recogniser, Ink ink)
{
    // Characters stand no further apart than that, in usual distances of a line's Han characters, unless one was passed over or a space is between them.
    private const double WidestStep = 1.6;

    // How far a character's own ink reaches from its middle, and how wide the ink of another one is at least, in usual distances.
    private const double OwnInk = 0.55, LeastInk = 0.15;

    // A piece reaches this far over the middles of the characters beside the gap.
    private const double Margin = 0.6;
    private const int FewestSteps = 3;

    // Of few characters more is seen when they are drawn as wide as they are. What was read without its neighbours stays doubtful.
    private const double Squeeze = 1;
    private const double MostAlone = 0.5;

    /// <summary>The characters of a line with those that had been passed over.</summary>
    /// <param name="picture">The page.</param>
    /// <param name="box">The line's place.</param>
    /// <param name="read">What was read in it.</param>
    public List<RecognisedCharacter> Filled(GreyPicture picture, LineBox box, List<RecognisedCharacter> read)
    {
        if (Step(read) is not { } step) return read;
        double em = step * box.Width;
        var filled = new List<RecognisedCharacter>(read.Count);
        for (int i = 0; i < read.Count; i++)
        {
            if (filled.Count > 0 && read[i].Position - filled[^1].Position > WidestStep * step && read[i].Text != " " && filled[^1].Text != " "
                && HasInk(box, filled[^1].Position * box.Width + OwnInk * em, read[i].Position * box.Width - OwnInk * em, LeastInk * em))
            {
                var (left, right) = (filled[^1], read[i]);
                var between = Between(picture, box, left, right, em);
                if (between.Count == 0) between = Alone(picture, box, left, right, em);
                if (between.Count > 0) filled.AddRange(between);
                else
                {
                    filled[^1] = left with { Confidence = 0 };
                    read[i] = right with { Confidence = 0 };
                }
            }
            filled.Add(read[i]);
        }
        return filled;
    }

    /// <summary>The usual distance of two Han characters, as a share of the line; null where there are too few to tell.</summary>
    private static double? Step(List<RecognisedCharacter> read)
    {
        var steps = new List<double>();
        for (int i = 1; i < read.Count; i++)
            if (IsHan(read[i - 1]) && IsHan(read[i])) steps.Add(read[i].Position - read[i - 1].Position);
        if (steps.Count < FewestSteps) return null;
        steps.Sort();
        return steps[steps.Count / 2];
    }

    private static bool IsHan(RecognisedCharacter character) => character.Text[0] is >= '\u3400' and <= '\u9FFF';

    private bool HasInk(LineBox box, double from, double to, double least)
    {
        double inner = 0.3 * box.Height;
        int columns = 0;
        for (double along = from; along < to; along++)
        {
            var (x, middle) = box.Along(along);
            if (x < 0 || x >= ink.Width) continue;
            for (int y = Math.Max(0, (int)(middle - inner)); y <= Math.Min(ink.Height - 1, (int)(middle + inner)); y++)
            {
                if (!ink.IsDark((int)x, y)) continue;
                columns++;
                break;
            }
        }
        return columns >= least;
    }

    /// <summary>What is read between two characters, when these are read again with it; nothing where they are not.</summary>
    private List<RecognisedCharacter> Between(GreyPicture picture, LineBox box, RecognisedCharacter left, RecognisedCharacter right, double em)
    {
        double from = Math.Max(0, left.Position * box.Width - Margin * em), to = Math.Min(box.Width, right.Position * box.Width + Margin * em);
        var again = Piece(picture, box, from, to);
        return again.Count < 3 || again[0].Text != left.Text || again[^1].Text != right.Text ? [] : again.GetRange(1, again.Count - 2);
    }

    /// <summary>The one Han character that is read between two, without them; nothing where it is none.</summary>
    private List<RecognisedCharacter> Alone(GreyPicture picture, LineBox box, RecognisedCharacter left, RecognisedCharacter right, double em)
    {
        var again = Piece(picture, box, left.Position * box.Width + (1 - Margin) * em, right.Position * box.Width - (1 - Margin) * em);
        return again is [var one] && IsHan(one) ? [one with { Confidence = Math.Min(one.Confidence, MostAlone) }] : [];
    }

    /// <summary>What is read in a piece of a line.</summary>
    private List<RecognisedCharacter> Piece(GreyPicture picture, LineBox box, double from, double to) =>
        recogniser.Read(picture, box.Part(from, to), Squeeze).ConvertAll(character => character with { Position = (from + character.Position * (to - from)) / box.Width });
}

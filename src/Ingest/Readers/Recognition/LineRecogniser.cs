using Microsoft.ML.OnnxRuntime;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Reads the characters of a line by a model that takes the line's picture, 48 pixels high.</summary>
internal sealed class LineRecogniser(InferenceSession session, CtcDecoder decoder)
{
    private const int Height = 48;

    // Widths are rounded up to this, so that memory for few sizes is asked for.
    private const int Multiple = 16;
    private const int LeastWidth = 48, MostWidth = 4_000;

    // Lines are drawn narrower than they are, which saves a third of the time; measured, the model reads them no worse.
    private const double UsualSqueeze = 0.7;

    /// <summary>The characters of a line; positions are shares of the box's width.</summary>
    /// <param name="picture">The page.</param>
    /// <param name="box">The line's place.</param>
    /// <param name="squeeze">How wide it is drawn, as a share of its width.</param>
    public List<RecognisedCharacter> Read(GreyPicture picture, LineBox box, double squeeze = UsualSqueeze)
    {
        double scale = Height / Math.Max(box.Height, 1);
        int drawn = (int)Math.Clamp(Math.Round(box.Width * scale * squeeze), 8, MostWidth), width = Math.Max(LeastWidth, (drawn + Multiple - 1) / Multiple * Multiple);
        float[] input = Strip(picture, box, drawn, width);
        using var tensor = OrtValue.CreateTensorValueFromMemory(input, [1, 3, Height, width]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, session.InputNames, [tensor], session.OutputNames);
        var characters = decoder.Decode(outputs[0].GetTensorDataAsSpan<float>());
        return characters.ConvertAll(character => character with { Position = character.Position * width / drawn });
    }

    private static float[] Strip(GreyPicture picture, LineBox box, int drawn, int width)
    {
        var source = picture;
        var place = box;
        // Where many pixels fall on one, each has to count.
        while (place.Height >= 2 * Height)
        {
            source = HalfAround(source, ref place);
        }
        int size = Height * width;
        float[] input = new float[3 * size];
        double cos = Math.Cos(place.Angle), sin = Math.Sin(place.Angle), stepX = place.Width / drawn, stepY = place.Height / Height;
        for (int y = 0; y < Height; y++)
        {
            double across = (y + 0.5) * stepY - place.Height / 2;
            for (int x = 0; x < drawn; x++)
            {
                double along = (x + 0.5) * stepX - place.Width / 2;
                float value = source.At(place.CentreX + cos * along - sin * across - 0.5, place.CentreY + sin * along + cos * across - 0.5) / 127.5f - 1;
                int at = y * width + x;
                input[at] = input[size + at] = input[2 * size + at] = value;
            }
        }
        return input;
    }

    /// <summary>The part of a picture around a box at half its size.</summary>
    private static GreyPicture HalfAround(GreyPicture picture, ref LineBox box)
    {
        int margin = 4 + (int)Math.Abs(Math.Sin(box.Angle) * box.Width);
        int left = Math.Max(0, (int)box.Left - margin) & ~1, top = Math.Max(0, (int)box.Top - margin) & ~1;
        int right = Math.Min(picture.Width, (int)box.Right + margin), bottom = Math.Min(picture.Height, (int)box.Bottom + margin);
        if (right - left < 2 || bottom - top < 2) return picture with { Width = 0, Height = 0 };
        int width = right - left, height = bottom - top;
        byte[] part = new byte[width * height];
        for (int y = 0; y < height; y++) picture.Pixels.AsSpan((top + y) * picture.Width + left, width).CopyTo(part.AsSpan(y * width));
        box = new LineBox((box.CentreX - left) / 2, (box.CentreY - top) / 2, box.Width / 2, box.Height / 2, box.Angle);
        return new GreyPicture(width, height, part, picture.PointsPerPixel).Half();
    }
}

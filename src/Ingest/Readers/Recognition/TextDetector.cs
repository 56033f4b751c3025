using Microsoft.ML.OnnxRuntime;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Finds the lines of text on a page by a model that says of each pixel whether it belongs to the middle of a line.</summary>
internal sealed class TextDetector(InferenceSession session)
{
    // The model takes sides of a multiple of this; on the long one a line of the smallest usual text is ten pixels high.
    private const int Multiple = 32;
    private const int LongSide = 1088;

    // One page at a time: the model takes 200 MB for as long as it works.
    private readonly Lock _one = new();

    // A pixel is of a line from this value; a line is one whose mean is this; both as the model's makers use them.
    private const float PixelThreshold = 0.3f;
    private const double LineThreshold = 0.5;

    // The model marks lines thinner than they are: each side is moved out by this share of area by circumference.
    private const double Unclip = 1.6;
    private const int Smallest = 3;

    /// <summary>The lines' boxes, in the picture's pixels, from top to bottom.</summary>
    public List<LineBox> Find(GreyPicture picture)
    {
        double scale = Math.Min(1, (double)LongSide / Math.Max(picture.Width, picture.Height));
        int width = Rounded(picture.Width * scale), height = Rounded(picture.Height * scale);
        float[] map = Map(picture, width, height);
        bool[] marked = new bool[map.Length];
        for (int i = 0; i < map.Length; i++) marked[i] = map[i] > PixelThreshold;
        double x = (double)picture.Width / width, y = (double)picture.Height / height;
        var boxes = new List<LineBox>();
        foreach (var component in Component.Find(marked, width, height))
        {
            if (component.Width < Smallest || component.Height < 2 || component.Places.Average(place => map[place.Y * width + place.X]) < LineThreshold) continue;
            var box = LineBox.Around(component);
            double apart = Unclip * box.Width * box.Height / (2 * (box.Width + box.Height));
            boxes.Add(box.Grown(apart).Scaled(x, y));
        }
        return boxes;
    }

    private static int Rounded(double side) => Math.Max(Multiple, (int)Math.Round(side / Multiple) * Multiple);

    private float[] Map(GreyPicture picture, int width, int height)
    {
        // Colours as the model's makers prepare them: mean and spread of each channel, which for a grey picture differ all the same.
        ReadOnlySpan<float> means = [0.485f, 0.456f, 0.406f], spreads = [0.229f, 0.224f, 0.225f];
        var source = picture;
        while (source.Width >= 2 * width) source = source.Half();
        int size = width * height;
        float[] input = new float[3 * size];
        double stepX = (double)source.Width / width, stepY = (double)source.Height / height;
        for (int y = 0; y < height; y++)
        {
            double fromY = (y + 0.5) * stepY - 0.5;
            for (int x = 0; x < width; x++)
            {
                float value = source.At((x + 0.5) * stepX - 0.5, fromY) / 255;
                int at = y * width + x;
                for (int channel = 0; channel < 3; channel++) input[channel * size + at] = (value - means[channel]) / spreads[channel];
            }
        }
        using var tensor = OrtValue.CreateTensorValueFromMemory(input, [1, 3, height, width]);
        using var options = new RunOptions();
        lock (_one)
        {
            using var outputs = session.Run(options, session.InputNames, [tensor], session.OutputNames);
            return outputs[0].GetTensorDataAsSpan<float>().ToArray();
        }
    }
}

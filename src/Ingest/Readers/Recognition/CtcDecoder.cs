namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>A character that was recognised.</summary>
/// <param name="Text">The character; a space between words.</param>
/// <param name="Position">Where it stands in its line, from 0 (left end) to 1.</param>
/// <param name="Confidence">How sure the model is, from 0 to 1; of a mark, whatever its width.</param>
internal readonly record struct RecognisedCharacter(string Text, double Position, double Confidence);

/// <summary>
/// Reads the answer of a recognition model: for each step along the line the likelihood of each character and, as number 0, of none. Steps in a row with the
/// same character are one character; the same one twice has none between.
/// </summary>
/// <param name="keys">The model's characters, from number 1.</param>
internal sealed class CtcDecoder(IReadOnlyList<string> keys)
{
    // For each number the one of the same mark in the other width; 0 for none.
    private readonly int[] _twins = Twins(keys);

    /// <summary>Number of likelihoods a step.</summary>
    public int Classes => keys.Count + 1;

    /// <summary>The characters of a file of keys, one a line; the models know a space beside.</summary>
    public static CtcDecoder FromKeys(string text) =>
        new([.. text.Split('\n').Select(line => line.TrimEnd('\r')).Where((line, i) => line.Length > 0), " "]);

    private static int[] Twins(IReadOnlyList<string> keys)
    {
        int[] twins = new int[keys.Count + 1];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < keys.Count; i++) numbers.TryAdd(keys[i], i + 1);
        foreach (var (key, number) in numbers)
            if (PunctuationWidth.Mend(key) is var wide && wide != key && numbers.TryGetValue(wide, out int twin)) (twins[number], twins[twin]) = (twin, number);
        return twins;
    }

    /// <summary>The characters of a line.</summary>
    /// <param name="likelihoods">Step by step.</param>
    public List<RecognisedCharacter> Decode(ReadOnlySpan<float> likelihoods)
    {
        int steps = likelihoods.Length / Classes;
        var characters = new List<RecognisedCharacter>();
        int current = 0;
        double weight = 0, place = 0, best = 0;
        for (int step = 0; step < steps; step++)
        {
            var ofStep = likelihoods.Slice(step * Classes, Classes);
            int most = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(ofStep);
            if (most != current) End();
            current = most;
            if (most == 0) continue;
            double likelihood = ofStep[most];
            weight += likelihood;
            place += likelihood * (step + 0.5);
            best = Math.Max(best, likelihood + (_twins[most] > 0 ? ofStep[_twins[most]] : 0));
        }
        End();
        return characters;

        void End()
        {
            if (current > 0) characters.Add(new RecognisedCharacter(keys[current - 1], place / weight / steps, Math.Min(best, 1)));
            (weight, place, best) = (0, 0, 0);
        }
    }
}

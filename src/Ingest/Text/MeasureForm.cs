using System.Collections.Frozen;
using System.Globalization;
using PolicyIngest.Ingest.Lexicons;

namespace PolicyIngest.Ingest.Text;

/// <summary>A number with its unit of measure in a form by which numbers compare.</summary>
/// <param name="Dimension">What is measured: <c>area</c>, <c>mass/volume</c>, <c>money</c>; the word list's kind (<c>count</c>) for units that have no other form. Null without a unit.</param>
/// <param name="Value">The number in <paramref name="Measure"/>.</param>
/// <param name="Measure">The unit that stands for its like: 亩 for 万亩 and 公顷, 元 for 亿元, 微克/立方米 for μg/m³; as written where the list does not have it, null without one.</param>
public sealed record MeasureForm(string? Dimension, decimal Value, string? Measure);

/// <summary>The forms of units of measure, from the notes of the lexicon <c>measures</c>: <c>公顷⇥extent⇥area 15 亩</c>.</summary>
public sealed class MeasureForms
{
    private readonly FrozenDictionary<string, (string Dimension, decimal Factor, string Measure)> _forms;

    private MeasureForms(Lexicon lexicon) => _forms = lexicon.Entries.ToFrozenDictionary(entry => CharFold.Fold(entry.Term), FormOf, StringComparer.Ordinal);

    /// <summary>The forms of the program's own word list.</summary>
    public static MeasureForms BuiltIn => Of(LexiconSet.BuiltIn);

    /// <summary>The forms of a set of lexicons.</summary>
    public static MeasureForms Of(LexiconSet lexicons) => lexicons.Derived(static set => new MeasureForms(set["measures"]));

    /// <summary>A number and its unit as written (4.2, 万吨) in the form by which they compare; a number that would become too large stays as written.</summary>
    public MeasureForm Normalise(decimal value, string? measure)
    {
        if (string.IsNullOrEmpty(measure)) return new MeasureForm(null, value, null);
        string plain = CharFold.Fold(measure).Replace(" ", "", StringComparison.Ordinal).Replace('每', '/').Replace('µ', 'μ');
        var (dimensions, measures) = (new List<string>(), new List<string>());
        decimal factor = 1;
        foreach (string part in plain.Split('/'))
        {
            if (Known(part) is not { } known) return Scaled(value, plain);
            dimensions.Add(known.Dimension);
            measures.Add(known.Measure);
            factor = dimensions.Count == 1 ? known.Factor : factor / known.Factor;
        }
        return Within(value, factor) ? new MeasureForm(string.Join('/', dimensions), Trimmed(value * factor), string.Join('/', measures) is { Length: > 0 } unit ? unit : null) : new MeasureForm(null, value, measure);
    }

    /// <summary>万户: a unit of no list loses its multiplier all the same.</summary>
    private static MeasureForm Scaled(decimal value, string measure)
    {
        var (scale, rest) = Multiplier(measure);
        return rest.Length > 0 && Within(value, scale) ? new MeasureForm(null, Trimmed(value * scale), rest) : new MeasureForm(null, value, measure);
    }

    private (string Dimension, decimal Factor, string Measure)? Known(string part)
    {
        if (_forms.TryGetValue(part, out var form)) return form;
        var (scale, rest) = Multiplier(part);
        if (scale == 1) return null;
        if (rest.Length == 0) return ("number", scale, "");
        return _forms.TryGetValue(rest, out form) ? (form.Dimension, form.Factor * scale, form.Measure) : null;
    }

    private static (decimal Scale, string Measure) Multiplier(string measure)
    {
        decimal scale = 1;
        int i = 0;
        for (; i < measure.Length && scale <= 100_000_000_000m; i++)
        {
            decimal sign = measure[i] switch { '十' => 10, '百' => 100, '千' => 1_000, '万' => 10_000, '亿' => 100_000_000, _ => 0 };
            if (sign == 0) break;
            scale *= sign;
        }
        return (scale, measure[i..]);
    }

    private static bool Within(decimal value, decimal factor) => Math.Abs((double)value * (double)factor) < 1e24;

    private static decimal Trimmed(decimal value) => value / 1.0000000000000000000000000000m;

    private static (string, decimal, string) FormOf(LexiconEntry entry)
    {
        string[] note = entry.Note?.Split(' ') ?? [];
        return note.Length == 3 && decimal.TryParse(note[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal factor) && factor > 0
            ? (note[0], factor, note[2]) : (entry.Kind, 1, CharFold.Fold(entry.Term));
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>Reads the fields of a JSON object and notes what is wrong with them, instead of stopping at the first slip.</summary>
/// <param name="tree">The object.</param>
/// <param name="what">What it is, in words: <c>a task</c>.</param>
/// <param name="problems">Where problems are noted.</param>
internal sealed class JsonFields(JsonTree tree, string what, List<Problem> problems)
{
    /// <summary>Texts that the fields quote from the document, if anybody asks for them; shared with the objects inside.</summary>
    public List<Quote>? Quotes { get; init; }

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The line on which the object begins.</summary>
    public int Line => tree.Line;

    /// <summary>Notes a problem with a field, or with the object where it has no such field.</summary>
    public void Report(string field, string message) => problems.Add(new Problem(Find(field)?.Line ?? Line, message));

    /// <summary>Whether there is such a field.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A text; null where the field is null or not there.</summary>
    public string? Text(string name, bool required = false)
    {
        if (Of(name, required) is not { } value) return null;
        if (value.Kind == JsonValueKind.String) return value.Text;
        Wrong(name, value, "text");
        return null;
    }

    /// <summary>A text of a closed set.</summary>
    public string Choice(string name, string? standard, params ReadOnlySpan<string> choices)
    {
        string? text = Text(name, required: standard is null);
        if (text is null) return standard ?? choices[0];
        if (choices.Contains(text)) return text;
        Report(name, $"{name} is \"{text}\", but must be one of {string.Join(", ", choices!)}");
        return choices[0];
    }

    /// <summary>true or false; false where the field is not there.</summary>
    public bool Flag(string name)
    {
        if (Of(name, required: false) is not { } value) return false;
        if (value.Kind is not (JsonValueKind.True or JsonValueKind.False)) Wrong(name, value, "true or false");
        return value.Kind == JsonValueKind.True;
    }

    /// <summary>A whole number.</summary>
    public int? Whole(string name)
    {
        if (Of(name, required: false) is not { } value) return null;
        if (value.Kind == JsonValueKind.Number && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)) return number;
        Wrong(name, value, "a whole number");
        return null;
    }

    /// <summary>A number.</summary>
    public double? Number(string name)
    {
        if (Of(name, required: false) is not { } value) return null;
        if (value.Kind == JsonValueKind.Number) return double.Parse(value.Text, CultureInfo.InvariantCulture);
        Wrong(name, value, "a number");
        return null;
    }

    /// <summary>A day as <c>2024-06-30</c>.</summary>
    public string? Day(string name)
    {
        if (Text(name) is not { } text) return null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            Report(name, $"{name} is \"{text}\", which is no day of the calendar in the form 2024-06-30");
        return text;
    }

    /// <summary>A list of texts.</summary>
    public ImmutableArray<string> Texts(string name)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in List(name, required: true))
        {
            if (item.Kind == JsonValueKind.String) texts.Add(item.Text);
            else Wrong($"an item of {name}", item, "text");
        }
        return texts.ToImmutable();
    }

    /// <summary>A list of objects.</summary>
    public IEnumerable<JsonFields> Objects(string name, string item, bool required = false)
    {
        foreach (var each in List(name, required))
        {
            if (each.Kind == JsonValueKind.Object) yield return new JsonFields(each, item, problems) { Quotes = Quotes };
            else Wrong($"an item of {name}", each, "an object");
        }
    }

    /// <summary>An object; null where there is none.</summary>
    public JsonFields? Object(string name, string item)
    {
        if (Of(name, required: false) is not { } value) return null;
        if (value.Kind == JsonValueKind.Object) return new JsonFields(value, item, problems) { Quotes = Quotes };
        Wrong(name, value, "an object");
        return null;
    }

    /// <summary>A list of values of any kind.</summary>
    public ImmutableArray<JsonTree> List(string name, bool required = false)
    {
        if (Of(name, required) is not { } value) return [];
        if (value.Kind == JsonValueKind.Array) return value.Items;
        Wrong(name, value, "an array");
        return [];
    }

    /// <summary>Notes fields that stand twice and fields that nobody asked for: <c>optinal</c> would else be passed over in silence.</summary>
    /// <param name="alsoAllowed">Fields that are allowed and not read.</param>
    public void ReportUnknown(params ReadOnlySpan<string> alsoAllowed)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in tree.Members)
        {
            if (!seen.Add(name)) problems.Add(new Problem(value.Line, $"{what} has the field {name} twice"));
            else if (!_known.Contains(name) && !alsoAllowed.Contains(name)) problems.Add(new Problem(value.Line, $"{what} has no field {name}"));
        }
    }

    /// <summary>A text that must stand in the document, at the place that <c>span</c> tells where <paramref name="field"/> is <c>raw</c>.</summary>
    public string? Quoted(string field)
    {
        string? text = Text(field);
        var span = field == "raw" ? Span() : null;
        if (!string.IsNullOrWhiteSpace(text)) Quotes?.Add(new Quote(field, text, span, Find(field)!.Line));
        return text;
    }

    private (int Start, int End)? Span()
    {
        var numbers = List("span");
        if (numbers.IsEmpty) return null;
        if (numbers is [{ Kind: JsonValueKind.Number } first, { Kind: JsonValueKind.Number } last]
            && int.TryParse(first.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int start)
            && int.TryParse(last.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int end) && start <= end) return (start, end);
        Report("span", "span must be two whole numbers, the first and the one behind the last code point, such as [120, 128]");
        return null;
    }

    private JsonTree? Of(string name, bool required)
    {
        _known.Add(name);
        if (Find(name) is { Kind: not JsonValueKind.Null } value) return value;
        if (required) Report(name, $"{what} lacks the field {name}");
        return null;
    }

    private JsonTree? Find(string name)
    {
        foreach (var (each, value) in tree.Members)
            if (each == name) return value;
        return null;
    }

    private void Wrong(string name, JsonTree value, string expected) => problems.Add(new Problem(value.Line, $"{name} is {value.Described}, but must be {expected}"));
}

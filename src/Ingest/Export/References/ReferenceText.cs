using System.Globalization;
using System.Text;

namespace PolicyIngest.Ingest.Export.References;

/// <summary>References in the forms in which papers and their programs want them.</summary>
public static class ReferenceText
{
    // Of a fact's words in a note.
    private const int MostWords = 80;

    /// <summary>
    /// A reference after GB/T 7714: 县政府办公室. 河道治理实施方案: 白政办发〔2031〕7号[Z]. 2031-02-03: 3, 二(一)1. What is not known is left out; the place is its page, else its sheet or
    /// paragraph, and the number of its task.
    /// </summary>
    public static string Gbt7714(Reference reference)
    {
        var text = new StringBuilder();
        if (reference.Issuer is { } issuer) text.Append(issuer).Append(". ");
        text.Append(reference.Title);
        if (reference.Number is { } number) text.Append(": ").Append(number);
        text.Append(reference.Url is null ? "[Z]." : "[Z/OL].");
        string? date = Date(reference);
        string place = reference.Place is { } at ? Place(at) : "";
        if (date is not null) text.Append(' ').Append(date);
        if (place.Length > 0) text.Append(date is null ? " " : ": ").Append(place);
        if (date is not null || place.Length > 0) text.Append('.');
        if (reference.Url is { } url) text.Append(' ').Append(url).Append('.');
        return text.ToString();
    }

    /// <summary>A reference as an entry of BibLaTeX: a report by its organ, its number in <c>number</c>, the page in <c>pages</c>, the place and its words in <c>addendum</c>.</summary>
    public static string BibLatex(Reference reference)
    {
        var fields = new List<(string Name, string Value)>();
        if (reference.Issuer is { } issuer)
        {
            // In a pair of braces of its own an organ is no person with a family name.
            fields.Add(("author", $"{{{Escaped(issuer)}}}"));
            fields.Add(("institution", $"{{{Escaped(issuer)}}}"));
        }
        fields.Add(("title", Escaped(reference.Title)));
        fields.Add(("type", "政府文件"));
        if (reference.Number is { } number) fields.Add(("number", Escaped(number)));
        if (Date(reference) is { } date) fields.Add(("date", date));
        if (reference.Place is { } place)
        {
            if (place.Page is { } page) fields.Add(("pages", Number(page)));
            string at = Place(place with { Page = null, Paragraph = place.Page is null ? place.Paragraph : null });
            fields.Add(("addendum", $"{Escaped(at)}{(at.Length == 0 ? "" : ": ")}“{Escaped(Cut(place.Raw))}”"));
        }
        if (reference.Url is { } url) fields.Add(("url", url.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal)));
        fields.Add(("langid", "chinese"));
        return $"@report{{{reference.Key},\n{string.Join(",\n", fields.Select(field => $"  {field.Name} = {{{field.Value}}}"))}\n}}";
    }

    private static string? Date(Reference reference) =>
        reference.IssuedOn is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : reference.Year is { } year ? Number(year) : null;

    private static string Place(ReferencePlace place)
    {
        string where = place.Page is { } page ? Number(page) : place.Sheet is { } sheet ? $"工作表“{sheet}”" : place.Paragraph is { } paragraph ? $"第{Number(paragraph)}段" : "";
        return string.Join(", ", new[] { where, WrittenPath.Of(place.Path) }.Where(words => words.Length > 0));
    }

    private static string Cut(string words)
    {
        string line = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MostWords ? line : line[..(char.IsHighSurrogate(line[MostWords - 1]) ? MostWords - 1 : MostWords)] + "…";
    }

    /// <summary>Words that TeX takes for words.</summary>
    private static string Escaped(string words)
    {
        var escaped = new StringBuilder(words.Length + 8);
        foreach (char c in words)
        {
            switch (c)
            {
                case '\\': escaped.Append(@"\textbackslash{}"); break;
                case '~': escaped.Append(@"\textasciitilde{}"); break;
                case '^': escaped.Append(@"\textasciicircum{}"); break;
                case '{' or '}' or '$' or '&' or '%' or '#' or '_': escaped.Append('\\').Append(c); break;
                case var _ when char.IsControl(c): escaped.Append(' '); break;
                default: escaped.Append(c); break;
            }
        }
        return escaped.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

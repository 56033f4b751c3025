using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Delimited;
using PolicyIngest.Ingest.Rules.Places;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Importing.Given;

/// <summary>A line of a file of given facts.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="File">The file, or the pattern of files, that it is about.</param>
/// <param name="Facts">What it says.</param>
internal sealed record GivenLine(int Line, string File, GivenFacts Facts);

/// <summary>Reads what a person says of documents from outside: a .csv or .tsv file, its columns named in the first row.</summary>
internal static partial class GivenFile
{
    private const long MaxSize = 64L << 20;

    private static readonly Dictionary<string, string> Heads = new(StringComparer.OrdinalIgnoreCase)
    {
        ["file"] = "file", ["文件"] = "file", ["place"] = "place", ["地区"] = "place", ["issuer"] = "issuer", ["发文机关"] = "issuer",
        ["kind"] = "kind", ["文种"] = "kind", ["date"] = "date", ["成文日期"] = "date", ["url"] = "url", ["网址"] = "url",
    };

    /// <summary>The lines of a file, in order.</summary>
    /// <exception cref="UsageException">It can't be read, or a line is wrong; the message says which and why.</exception>
    public static ImmutableArray<GivenLine> Read(string path, LexiconSet lexicons)
    {
        ImmutableArray<DelimitedRow> rows;
        try
        {
            rows = DelimitedRows.Read(FileBytes.Read(new FilePath(path), path, MaxSize));
        }
        catch (DocumentException fault)
        {
            throw new UsageException($"{path}: {fault.Message}");
        }
        if (rows.IsEmpty) throw new UsageException($"{path}: the file is empty; its first row names the columns: file,place,issuer,kind,date,url");
        string[] heads = [.. rows[0].Cells.Select(head => Heads.GetValueOrDefault(head.Trim(), head.Trim()))];
        if (!heads.Contains("file")) throw Wrong(path, rows[0].Line, "no column is named file; the first row names the columns: file,place,issuer,kind,date,url");
        if (heads.Where(head => head.Length > 0).GroupBy(head => head, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Wrong(path, rows[0].Line, $"two columns are named {twice.Key}");
        return [.. rows.Skip(1).Select(row => Line(path, row, heads, lexicons))];
    }

    private static GivenLine Line(string path, DelimitedRow row, string[] heads, LexiconSet lexicons)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < row.Cells.Length; i++)
        {
            string value = row.Cells[i].Trim();
            if (value.Length == 0) continue;
            if (i >= heads.Length || heads[i].Length == 0) throw Wrong(path, row.Line, $"cell {i + 1} stands below no column's name; put what holds a comma in quotation marks");
            values.Add(heads[i], value);
        }
        if (!values.Remove("file", out string? file)) throw Wrong(path, row.Line, "the line names no file");
        values.Remove("issuer", out string? issuer);
        if (values.Remove("place", out string? place) && GivenPlace.Fault(place, lexicons) is { } fault) throw Wrong(path, row.Line, $"{place}: {fault}");
        var kind = values.Remove("kind", out string? kindName) ? KindOf(kindName, path, row.Line) : (PlanKind?)null;
        var date = values.Remove("date", out string? day) ? DateOf(day, path, row.Line) : (DateOnly?)null;
        return new GivenLine(row.Line, file, new GivenFacts(place, issuer, kind, date, [.. values.Select(each => new GivenField(each.Key, each.Value))]));
    }

    private static PlanKind KindOf(string name, string path, int line)
    {
        foreach (var kind in Enum.GetValues<PlanKind>())
            if (GoldJson.Name(kind).Equals(name, StringComparison.OrdinalIgnoreCase)) return kind;
        throw Wrong(path, line, $"{name}: there is no such kind; it is one of {string.Join(", ", Enum.GetValues<PlanKind>().Select(GoldJson.Name))}");
    }

    private static DateOnly DateOf(string day, string path, int line)
    {
        var match = Day().Match(day);
        if (match.Success && DateOnly.TryParseExact($"{match.Groups["y"].Value}-{match.Groups["m"].Value}-{match.Groups["d"].Value}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        throw Wrong(path, line, $"{day}: this is no date; write it as 2021-03-05");
    }

    private static UsageException Wrong(string path, int line, string message) => new($"{path}:{line}: {message}");

    // 2021-03-05, 2021/3/5, 2021.3.5, 2021年3月5日
    [GeneratedRegex(@"^(?<y>[12][0-9]{3})[-/.年](?<m>[0-9]{1,2})[-/.月](?<d>[0-9]{1,2})日?$")]
    private static partial Regex Day();
}

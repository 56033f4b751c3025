using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using static PolicyIngest.Tests.Scale.PlanWords;

namespace PolicyIngest.Tests.Scale;

/// <summary>
/// Makes plans for large databases: document <c>n</c> is the same on every machine. Words follow a steep curve as in real texts (建设 stands in
/// every second task, others in one of ten thousand), and made-up names see to it that most triples of characters are rare. One document in
/// eight is a copy of the one before it, issued later.
/// </summary>
internal sealed class PlanGenerator
{
    /// <summary>Tasks in each document.</summary>
    public const int TasksPerDocument = 40;

    private readonly Random _random;
    private readonly DocumentBuilder _builder = new(ReadOptions.Default);
    private readonly ImmutableArray<OutlineNode>.Builder _nodes = ImmutableArray.CreateBuilder<OutlineNode>();
    private readonly ImmutableArray<PolicyTask>.Builder _tasks = ImmutableArray.CreateBuilder<PolicyTask>();
    private readonly ImmutableArray<Target>.Builder _targets = ImmutableArray.CreateBuilder<Target>();
    private readonly string _place;
    private readonly string _issuer;
    private readonly int _year;
    private readonly string _title;
    private int _section;

    private PlanGenerator(int number)
    {
        _random = new Random(number);
        _place = One(Places);
        _issuer = _place + "人民政府办公室";
        _year = 2014 + number % 12;
        _title = $"{_place}{_year}年{One(Topics)}工作方案";
    }

    /// <summary>The path of a document.</summary>
    public static string PathOf(int number) => $"/plans/{number / 1000}/plan{number:000000}.txt";

    /// <summary>Document <paramref name="number"/>, with <see cref="TasksPerDocument"/> tasks.</summary>
    public static Extraction Make(int number) => new PlanGenerator(Original(number)).Run(number);

    private static int Original(int number) => number % 8 == 5 ? number - 1 : number;

    private static PlanPlace PlaceOf(int number) => Original(number) % 2 == 0
        ? new PlanPlace("370000", "山东省", null, null, PlaceLevel.Province, PlaceSource.Given) : new PlanPlace("340000", "安徽省", null, null, PlaceLevel.Province, PlaceSource.Given);

    private Extraction Run(int number)
    {
        var title = _builder.AddParagraph(_title, centered: true)!.Value;
        var issuer = _builder.AddParagraph(_issuer)!.Value;
        var citations = Citations(number);
        for (int i = 0; i < TasksPerDocument; i++)
        {
            if (i % 10 == 0) AddSection(i / 10);
            AddTask(i);
        }
        var source = new SourceFile(PathOf(number), Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
        var document = _builder.Build(source.Info("txt", "utf-8"));
        var plan = new Plan(0, _title, new Evidence("plan.title", title, _title), null, null, _issuer, new Evidence("plan.issuer", issuer, _issuer),
            new DateOnly(_year, 1 + number % 12, 15), null, new PlanPeriod(_year, _year), new TextSpan(0, document.Text.Length),
            _nodes.ToImmutable(), _tasks.ToImmutable(), _targets.ToImmutable()) { Place = PlaceOf(number) };
        return new Extraction(document, [plan], []) { Citations = citations };
    }

    /// <summary>Each document rests on another one of the database and on one that is not there.</summary>
    private ImmutableArray<Citation> Citations(int number)
    {
        string cited = new PlanGenerator(Original(number / 2))._title, words = $"根据《{cited}》，为落实国发〔2018〕42号文件，制定本方案。";
        int start = _builder.AddParagraph(words)!.Value.Start;
        return [new(CitationKind.Basis, cited, null, Evidence($"《{cited}》")), new(CitationKind.Implements, null, "国发〔2018〕42号", Evidence("国发〔2018〕42号"))];

        Evidence Evidence(string raw)
        {
            int at = start + words.IndexOf(raw, StringComparison.Ordinal);
            return new Evidence("generated", new TextSpan(at, at + raw.Length), raw);
        }
    }

    private void AddSection(int number)
    {
        string label = "一二三四"[number].ToString(), heading = One(Verbs) + One(Objects);
        var span = _builder.AddParagraph($"{label}、{heading}")!.Value;
        _section = _nodes.Count;
        _nodes.Add(new OutlineNode(_nodes.Count, null, 1, label, heading, SectionKind.Tasks,
            new TextSpan(span.Start, span.Start + 2), new TextSpan(span.Start + 2, span.End), [], span));
    }

    private void AddTask(int index)
    {
        int section = _section;
        string label = (index % 10 + 1).ToString(CultureInfo.InvariantCulture), title = One(Verbs) + One(Objects);
        var text = new StringBuilder($"{label}. {title}。");
        var facts = new List<(string Words, Func<Evidence, object> Fact)>();
        int bodyStart = text.Length;
        AppendContent(text, facts);
        int bodyEnd = text.Length;
        AppendClause(text, facts);
        var span = _builder.AddParagraph(text.ToString())!.Value;
        string paragraph = text.ToString();
        ImmutableArray<string> path = [_nodes[section].Label, label];
        var body = new TextSpan(span.Start + bodyStart, span.Start + bodyEnd);
        var made = Place(paragraph, span.Start, bodyStart, facts);
        _nodes.Add(new OutlineNode(_nodes.Count, section, 2, label, title, SectionKind.Tasks, new TextSpan(span.Start, span.Start + label.Length + 1),
            new TextSpan(span.Start + bodyStart - title.Length - 1, span.Start + bodyStart - 1), [body], span));
        // One in fifty only repeats another.
        _tasks.Add(new PolicyTask(path, 1, TaskKind.Task, title, paragraph[bodyStart..bodyEnd], _random.Next(50) == 0, _nodes.Count - 1, [body],
            new Evidence("task.numbered-item", span, paragraph), [.. made.OfType<Assignment>()], [.. made.OfType<Deadline>()]));
        _targets.AddRange(made.OfType<Target>().Select(target => target with { Path = path }));
    }

    private void AppendContent(StringBuilder text, List<(string, Func<Evidence, object>)> facts)
    {
        int sentences = 2 + _random.Next(4);
        for (int i = 0; i < sentences; i++)
        {
            text.Append(One(Qualifiers)).Append(One(Verbs)).Append(One(Objects)).Append('，');
            if (_random.Next(2) == 0) text.Append('以').Append(Name()).Append("、").Append(Name()).Append("为重点，");
            text.Append(One(Means)).Append('，').Append(One(Verbs)).Append(One(Objects)).Append('和').Append(One(Objects)).Append('。');
        }
        if (_random.Next(3) == 0)
        {
            int month = 1 + _random.Next(12), year = _year + _random.Next(2);
            string words = $"{year}年{month}月底前";
            text.Append(words).Append("完成").Append(One(Objects)).Append('。');
            var due = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
            facts.Add((words, evidence => new Deadline(DeadlineKind.By, due, null, DeadlineSource.Text, evidence)));
        }
        if (_random.Next(4) == 0)
        {
            string indicator = One(Indicators);
            int value = 1 + _random.Next(100);
            string words = $"{indicator}达到{value}%以上";
            int year = _year + _random.Next(5);
            text.Append(words).Append('。');
            facts.Add((words, evidence => new Target([], 1, indicator, TargetOp.Ge, value, "%", year, null, evidence)));
        }
    }

    private void AppendClause(StringBuilder text, List<(string, Func<Evidence, object>)> facts)
    {
        string[] units = [.. Enumerable.Range(0, 1 + _random.Next(4)).Select(_ => "市" + One(Units)).Distinct()];
        text.Append("（牵头单位：").Append(units[0]);
        if (units.Length > 1) text.Append("；配合单位：").AppendJoin('、', units.Skip(1));
        text.Append('）');
        for (int i = 0; i < units.Length; i++)
        {
            string unit = units[i], label = i == 0 ? "牵头单位" : "配合单位";
            var role = i == 0 ? AssignmentRole.Lead : AssignmentRole.Support;
            facts.Add((unit, evidence => new Assignment(role, unit, label, null, evidence)));
        }
    }

    /// <summary>Gives each fact its place, one behind the other in the paragraph.</summary>
    private static List<object> Place(string paragraph, int start, int from, List<(string Words, Func<Evidence, object> Fact)> facts)
    {
        var made = new List<object>();
        foreach (var (words, fact) in facts)
        {
            int at = paragraph.IndexOf(words, from, StringComparison.Ordinal);
            made.Add(fact(new Evidence("generated", new TextSpan(start + at, start + at + words.Length), words)));
            from = at + words.Length;
        }
        return made;
    }

    /// <summary>A word of the list, the front ones far more often.</summary>
    private string One(string[] words)
    {
        double u = _random.NextDouble();
        return words[(int)(u * u * words.Length)];
    }

    private string Name() => string.Concat(Enumerable.Range(0, 2 + _random.Next(2)).Select(_ => NameCharacters[_random.Next(NameCharacters.Length)]))
        + "村镇路厂司园区站"[_random.Next(8)];
}

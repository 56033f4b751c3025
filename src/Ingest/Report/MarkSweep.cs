using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Report;

/// <summary>
/// Goes through a text once and writes it with marks. Where facts overlap or nest, the text is cut at each border, and a piece names all facts
/// that it belongs to: in <c>牵头单位：市水利局</c> the unit's piece stands inside the task's. A piece is a link to the first of its facts.
/// </summary>
internal sealed class MarkSweep
{
    private readonly TextWriter _html;
    private readonly string _text;
    private readonly FactMark[] _marks;
    private readonly List<FactMark> _tasks = [];
    private readonly List<FactMark> _facts = [];
    private int _next;

    public MarkSweep(TextWriter html, string text, IEnumerable<FactMark> marks)
    {
        (_html, _text) = (html, text);
        // The outer fact first where several begin at one place.
        _marks = [.. marks.Where(mark => !mark.Span.IsEmpty).OrderBy(mark => mark.Span.Start).ThenByDescending(mark => mark.Span.End)];
    }

    /// <summary>Whether a part of the text that is to be written next belongs to a task.</summary>
    public bool TasksWithin(int start, int end)
    {
        return _tasks.Exists(task => task.Span.End > start) || TaskStartsWithin(end);
    }

    /// <summary>Whether a task begins in the part of the text, up to <paramref name="end"/>, that is to be written next.</summary>
    public bool TaskStartsWithin(int end)
    {
        for (int i = _next; i < _marks.Length && _marks[i].Span.Start < end; i++)
            if (_marks[i].Style is null) return true;
        return false;
    }

    /// <summary>Writes the text from <paramref name="start"/> to <paramref name="end"/>; each call goes on where the last ended.</summary>
    public void Write(int start, int end)
    {
        string open = "";
        for (int at = start; at < end;)
        {
            Step(at);
            string tasks = string.Join(' ', _tasks.Select(task => task.Id));
            if (tasks != open)
            {
                if (open.Length > 0) _html.Write("</span>");
                if (tasks.Length > 0) _html.Write($"<span class=\"task\" data-t=\"{tasks}\">");
                open = tasks;
            }
            foreach (var task in _tasks)
                if (task.Span.Start == at) _html.Write($"<a class=\"flag\" href=\"#{task.Id}\" data-m=\"{task.Id}\"></a>");
            int border = Math.Min(end, NextBorder());
            Piece(_text.AsSpan(at, border - at));
            at = border;
        }
        if (open.Length > 0) _html.Write("</span>");
    }

    private void Piece(ReadOnlySpan<char> words)
    {
        if (_facts.Count == 0)
        {
            Markup.Write(_html, words);
            return;
        }
        string style = string.Join(' ', _facts.Select(fact => fact.Style!.Split(' ')).SelectMany(names => names).Distinct(StringComparer.Ordinal));
        _html.Write($"<a class=\"mark {style}\" href=\"#{_facts[^1].Id}\" data-f=\"{string.Join(' ', _facts.Select(fact => fact.Id))}\">");
        Markup.Write(_html, words);
        _html.Write("</a>");
    }

    private void Step(int at)
    {
        _tasks.RemoveAll(mark => mark.Span.End <= at);
        _facts.RemoveAll(mark => mark.Span.End <= at);
        for (; _next < _marks.Length && _marks[_next].Span.Start <= at; _next++)
            (_marks[_next].Style is null ? _tasks : _facts).Add(_marks[_next]);
    }

    private int NextBorder()
    {
        int border = _next < _marks.Length ? _marks[_next].Span.Start : int.MaxValue;
        foreach (var mark in _tasks) border = Math.Min(border, mark.Span.End);
        foreach (var mark in _facts) border = Math.Min(border, mark.Span.End);
        return border;
    }
}

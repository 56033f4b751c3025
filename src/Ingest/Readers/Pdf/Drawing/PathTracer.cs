using PolicyIngest.Ingest.Readers.Pages;

namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>
/// Follows a page's drawing operators and keeps the ruling lines: straight strokes along the page's edges, and filled shapes so thin that
/// they are lines. Text, pictures and curves are passed over, and so is what is drawn in white.
/// </summary>
internal sealed class PathTracer(PdfObjects objects, CancellationToken cancellation)
{
    // A filled shape is a line up to this thickness, and a line is straight within this, in points.
    private const double MostThickness = 3;
    private const double Straight = 0.7;
    private const double Shortest = 1;

    private const int MaxFormDepth = 8;
    private const int MaxRules = 100_000;
    private const int MaxSavedStates = 10_000;

    private readonly List<PageRule> _rules = [];
    private readonly List<(double X, double Y, bool Starts)> _path = [];
    private readonly double[] _operands = new double[6];
    private readonly Stack<State> _saved = new();
    private State _state;
    private int _operandCount;

    /// <summary>The graphics state as far as lines need it.</summary>
    private readonly record struct State(Matrix ToPage, bool WhiteStroke, bool WhiteFill);

    /// <summary>The ruling lines of a page; null when its drawing can't be read.</summary>
    public List<PageRule>? Trace(PdfPage page)
    {
        _rules.Clear();
        _saved.Clear();
        _state = new State(page.ToPage, false, false);
        using var contents = new MemoryStream();
        object? value = page.Contents is PdfReference && objects.Resolve(page.Contents) is List<object?> list ? list : page.Contents;
        foreach (object? part in value as List<object?> ?? [value])
        {
            if (part is null) continue;
            if (objects.Stream(part) is not { } bytes) return null;
            contents.Write(bytes);
            contents.WriteByte((byte)'\n');
        }
        Run(contents.GetBuffer().AsSpan(0, (int)contents.Length), page.Resources, 0);
        return [.. _rules];
    }

    private void Run(ReadOnlySpan<byte> content, object? resources, int depth)
    {
        var lexer = new PdfLexer(content);
        string? name = null;
        _operandCount = 0;
        _path.Clear();
        int steps = 0;
        while (!lexer.AtEnd && _rules.Count < MaxRules)
        {
            if ((++steps & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
            switch (lexer.Read(references: false))
            {
                case double number:
                    Push(number);
                    break;
                case PdfName named:
                    name = named.Value;
                    break;
                case PdfKeyword { Value: "BI" }:
                    SkipInlineImage(ref lexer, content);
                    _operandCount = 0;
                    break;
                case PdfKeyword { Value: "Do" }:
                    if (name is not null) DrawForm(name, resources, depth);
                    _operandCount = 0;
                    break;
                case PdfKeyword { Value: var keyword }:
                    Execute(keyword, name);
                    _operandCount = 0;
                    name = null;
                    break;
            }
        }
    }

    private void Push(double number)
    {
        if (_operandCount == _operands.Length)
        {
            Array.Copy(_operands, 1, _operands, 0, _operands.Length - 1);
            _operandCount--;
        }
        _operands[_operandCount++] = number;
    }

    private void Execute(string keyword, string? name)
    {
        switch (keyword)
        {
            case "q":
                if (_saved.Count < MaxSavedStates) _saved.Push(_state);
                break;
            case "Q":
                if (_saved.Count > 0) _state = _saved.Pop();
                break;
            case "cm" when _operandCount == 6:
                _state = _state with
                {
                    ToPage = new Matrix(_operands[0], _operands[1], _operands[2], _operands[3], _operands[4], _operands[5]).Then(_state.ToPage),
                };
                break;
            case "m" when _operandCount >= 2:
                AddPoint(_operands[0], _operands[1], starts: true);
                break;
            case "l" when _operandCount >= 2:
                AddPoint(_operands[0], _operands[1], starts: false);
                break;
            case "c" or "v" or "y" when _operandCount >= 2:
                // A curve's chord stands for it: a rounded corner, not a line.
                AddPoint(_operands[_operandCount - 2], _operands[_operandCount - 1], starts: false);
                break;
            case "re" when _operandCount >= 4:
                AddRectangle(_operands[0], _operands[1], _operands[2], _operands[3]);
                break;
            case "h":
                Close();
                break;
            case "S" or "s":
                if (keyword == "s") Close();
                Stroke();
                _path.Clear();
                break;
            case "f" or "F" or "f*":
                Fill();
                _path.Clear();
                break;
            case "B" or "B*" or "b" or "b*":
                if (keyword[0] == 'b') Close();
                Fill();
                Stroke();
                _path.Clear();
                break;
            case "n":
                _path.Clear();
                break;
            case "G" or "RG" or "K" or "SC" or "SCN":
                _state = _state with { WhiteStroke = IsWhite(keyword == "K", name) };
                break;
            case "g" or "rg" or "k" or "sc" or "scn":
                _state = _state with { WhiteFill = IsWhite(keyword == "k", name) };
                break;
            case "CS":
                _state = _state with { WhiteStroke = false };
                break;
            case "cs":
                _state = _state with { WhiteFill = false };
                break;
        }
    }

    private bool IsWhite(bool isInk, string? pattern)
    {
        if (pattern is not null || _operandCount == 0) return false;
        foreach (double component in _operands.AsSpan(0, _operandCount))
            if (isInk || _operandCount == 4 ? component > 0.02 : component < 0.98) return false;
        return true;
    }

    private void AddPoint(double x, double y, bool starts)
    {
        if (_path.Count >= MaxRules) return;
        var (pageX, pageY) = _state.ToPage.Apply(x, y);
        if (double.IsFinite(pageX) && double.IsFinite(pageY)) _path.Add((pageX, pageY, starts || _path.Count == 0));
    }

    private void AddRectangle(double x, double y, double width, double height)
    {
        AddPoint(x, y, starts: true);
        AddPoint(x + width, y, starts: false);
        AddPoint(x + width, y + height, starts: false);
        AddPoint(x, y + height, starts: false);
        AddPoint(x, y, starts: false);
    }

    private void Close()
    {
        int start = _path.FindLastIndex(point => point.Starts);
        if (start >= 0 && _path.Count < MaxRules) _path.Add((_path[start].X, _path[start].Y, false));
    }

    private void Stroke()
    {
        if (_state.WhiteStroke) return;
        for (int i = 1; i < _path.Count; i++)
        {
            if (_path[i].Starts) continue;
            AddRule(_path[i - 1].X, _path[i - 1].Y, _path[i].X, _path[i].Y, Straight);
        }
    }

    private void Fill()
    {
        if (_state.WhiteFill) return;
        for (int start = 0, end; start < _path.Count; start = end)
        {
            end = start + 1;
            while (end < _path.Count && !_path[end].Starts) end++;
            double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
            foreach (var (x, y, _) in _path.GetRange(start, end - start))
            {
                left = Math.Min(left, x);
                right = Math.Max(right, x);
                top = Math.Min(top, y);
                bottom = Math.Max(bottom, y);
            }
            AddRule(left, top, right, bottom, MostThickness);
        }
    }

    /// <summary>Keeps a stroke, or the middle of a thin shape, when it runs along the page's edges.</summary>
    private void AddRule(double x1, double y1, double x2, double y2, double thickness)
    {
        double width = Math.Abs(x2 - x1), height = Math.Abs(y2 - y1);
        if (height <= thickness && width >= Shortest && width > height)
            _rules.Add(new PageRule(true, (y1 + y2) / 2, Math.Min(x1, x2), Math.Max(x1, x2)));
        else if (width <= thickness && height >= Shortest && height > width)
            _rules.Add(new PageRule(false, (x1 + x2) / 2, Math.Min(y1, y2), Math.Max(y1, y2)));
    }

    private void DrawForm(string name, object? resources, int depth)
    {
        if (depth >= MaxFormDepth) return;
        var forms = objects.Dictionary(objects.Dictionary(resources)?.GetValueOrDefault("XObject"));
        if (forms is null || !forms.TryGetValue(name, out object? reference)) return;
        if (objects.Dictionary(reference) is not { } form || form.GetValueOrDefault("Subtype") is not PdfName { Value: "Form" }) return;
        if (objects.Stream(reference) is not { } content) return;

        var (state, saved) = (_state, _saved.Count);
        if (objects.Resolve(form.GetValueOrDefault("Matrix")) is List<object?> { Count: 6 } matrix)
        {
            double[] m = [.. matrix.Select(value => objects.Number(value) ?? 0)];
            _state = _state with { ToPage = new Matrix(m[0], m[1], m[2], m[3], m[4], m[5]).Then(_state.ToPage) };
        }
        Run(content, form.GetValueOrDefault("Resources") ?? resources, depth + 1);
        while (_saved.Count > saved) _saved.Pop();
        _state = state;
        _path.Clear();
    }

    /// <summary>Passes over <c>BI … ID bytes EI</c>; the bytes may hold anything.</summary>
    private static void SkipInlineImage(ref PdfLexer lexer, ReadOnlySpan<byte> content)
    {
        int at = lexer.Position;
        while (true)
        {
            int found = content[at..].IndexOf("EI"u8);
            if (found < 0)
            {
                lexer.Position = content.Length;
                return;
            }
            at += found + 2;
            bool spaceBefore = content[at - 3] is 10 or 13 or 32, spaceBehind = at >= content.Length || content[at] is 10 or 13 or 32;
            if (spaceBefore && spaceBehind)
            {
                lexer.Position = at;
                return;
            }
        }
    }
}

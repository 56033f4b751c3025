using System.Text;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>
/// Follows fields (<c>w:fldChar</c> begin, separate, end), which may nest and reach over paragraphs: what stands before the separator is
/// code and never shown, what stands behind it is the result.
/// </summary>
internal sealed class FieldStack
{
    private const int MaxCode = 1_000;

    private readonly List<Field> _open = [];

    /// <summary>Whether the reader is inside a field's code.</summary>
    public bool IsInCode { get; private set; }

    /// <summary>Whether the reader is inside the result of a contents field (<c>TOC</c>).</summary>
    public bool IsInContents { get; private set; }

    /// <summary>A field begins.</summary>
    /// <param name="isChecked">The state of the check box that it is, or null.</param>
    public void Begin(bool? isChecked = null)
    {
        _open.Add(new Field { IsChecked = isChecked });
        Update();
    }

    /// <summary>A field whose code stands in an attribute (<c>w:fldSimple</c>); closed by <see cref="End"/>.</summary>
    public void BeginSimple(string code)
    {
        _open.Add(new Field { IsInResult = true });
        _open[^1].Code.Append(code);
        Update();
    }

    public void AppendCode(StringBuilder code)
    {
        if (_open.Count > 0 && !_open[^1].IsInResult && _open[^1].Code.Length < MaxCode)
            _open[^1].Code.Append(code, 0, Math.Min(code.Length, MaxCode));
    }

    /// <summary>The code ends, the result begins.</summary>
    /// <returns>The field's name in capitals, such as <c>PAGE</c>.</returns>
    public string Separate()
    {
        if (_open.Count == 0) return "";
        _open[^1].IsInResult = true;
        Update();
        return _open[^1].Name;
    }

    /// <summary>The field ends.</summary>
    /// <returns>What is seen of a field that stores no result, such as ☑ for a check box and ① for <c>EQ \o\ac(○,1)</c>; otherwise empty.</returns>
    public string End()
    {
        if (_open.Count == 0) return "";
        var field = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        Update();
        if (field.IsChecked is { } isChecked) return CheckBox(isChecked);
        return field.IsInResult ? "" : EnclosedCharacter(field.Code.ToString());
    }

    /// <summary>A check box (复选框) as text.</summary>
    public static string CheckBox(bool isChecked) => isChecked ? "☑" : "☐";

    /// <summary>A field whose code has not ended with the paragraph is damaged: it would swallow the rest of the document.</summary>
    public void EndParagraph()
    {
        if (!IsInCode) return;
        _open.RemoveAll(field => !field.IsInResult);
        Update();
    }

    /// <summary>Gives up contents fields that were never closed.</summary>
    public void CloseContents()
    {
        _open.RemoveAll(field => field.IsContents);
        Update();
    }

    private void Update()
    {
        IsInCode = _open.Exists(field => !field.IsInResult);
        IsInContents = _open.Exists(field => field.IsContents);
    }

    /// <summary>Word draws an enclosed character (带圈字符) by overprinting: <c>EQ \o\ac(○,1)</c> shows ①.</summary>
    private static string EnclosedCharacter(string code)
    {
        int open = code.IndexOf('(', StringComparison.Ordinal), close = code.LastIndexOf(')');
        if (!code.AsSpan().TrimStart().StartsWith("EQ", StringComparison.OrdinalIgnoreCase)
            || !code.Contains("\\ac", StringComparison.OrdinalIgnoreCase) || open < 0 || close <= open)
            return "";
        string[] parts = code[(open + 1)..close].Split([',', '，', ';'], 2);
        if (parts.Length < 2) return "";
        string inner = parts[1].Trim();
        return int.TryParse(inner, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number)
            ? NumberFormats.Write(number, "decimalEnclosedCircle")
            : inner.Length <= 4 ? inner : "";
    }

    private sealed class Field
    {
        public StringBuilder Code { get; } = new();

        public bool IsInResult { get; set; }

        public bool? IsChecked { get; init; }

        public string Name => Code.ToString().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries) is [var name, ..] ? name.ToUpperInvariant() : "";

        public bool IsContents => IsInResult && Name is "TOC";
    }
}

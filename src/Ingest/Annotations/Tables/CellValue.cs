using System.Globalization;
using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations.Tables;

/// <summary>A value in a cell: ≥15, 60以上, 下降15%, Ⅲ类, 2023年达到80%.</summary>
/// <param name="Op">What is to be done about it; <see cref="TargetOp.Eq"/> for a bare number.</param>
/// <param name="Number">The number, or the grade's.</param>
/// <param name="Unit">The unit behind the number, or null.</param>
/// <param name="Year">The year named with it, or null.</param>
/// <param name="IsGrade">Whether it is a grade of water quality.</param>
internal sealed partial record CellValue(TargetOp Op, decimal Number, string? Unit, int? Year, bool IsGrade)
{
    private const int LongestCell = 120;

    // 到2025年达到≥15, 96, 60以上, [18], 60-65, 下降15%, 控制在35以内; not 完成自治区下达任务
    [GeneratedRegex(@"^(?:(?:到|至)?(?<year>20\d\d)年?(?:底|末)?(?:前|:|力争|目标)?)??(?:(?<ge>≥|>|⩾|≧|不低于|不少于|达到|提高到|提升到|提高至|提升至|增加到|增加至|达|大于|超过|突破)|(?<le>≤|<|⩽|≦|控制在|不高于|不超过|小于|低于|降至|降到|下降到|下降至)|(?<rise>提高|增长|增加|上升|提升)|(?<fall>下降|降低|减少|累计下降))?(?:约)?[\[<(]?(?<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,6})?)(?:[-~](?<high>\d{1,12}(?:\.\d{1,6})?))?[\]>)]?(?<unit>(?![.、])[^\d以左之及\[\](){}]{0,8}?)(?:(?:\(含\))?(?<ge>及?以上|左右)|(?<le>及?以内|及?以下|之内)|(?:\(含\)))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Value();

    // 2023年达到80%,2035年达到95%: values of several years in one cell
    [GeneratedRegex(@"[,;、。](?=(?:到|至)?20\d\d年)|。$", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    /// <summary>The values of a cell that holds nothing else; empty for text, dashes and empty cells.</summary>
    /// <param name="cell">The cell, folded, without white space.</param>
    public static List<CellValue> Read(string cell)
    {
        var values = new List<CellValue>();
        if (cell.Length is 0 or > LongestCell) return values;
        if (WaterGrade.IsGradeAlone(cell) && WaterGrade.Parse(cell) is { } grade)
        {
            values.Add(new CellValue(TargetOp.Eq, grade, "类", null, IsGrade: true));
            return values;
        }
        if (!cell.AsSpan().ContainsAnyInRange('0', '9')) return values;
        foreach (string piece in Between().Split(cell))
        {
            if (piece.Length == 0) continue;
            if (ReadOne(piece) is not { } value) return [];
            values.Add(value);
        }
        return values;
    }

    private static CellValue? ReadOne(string piece)
    {
        if (Value().Match(piece) is not { Success: true } m) return null;
        if (!decimal.TryParse(m.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out decimal number)) return null;
        var op = m.Groups["ge"].Success || m.Groups["high"].Success ? TargetOp.Ge
            : m.Groups["le"].Success ? TargetOp.Le
            : m.Groups["rise"].Success ? TargetOp.Increase
            : m.Groups["fall"].Success ? TargetOp.Decrease : TargetOp.Eq;
        int? year = m.Groups["year"] is { Success: true } named ? int.Parse(named.ValueSpan, CultureInfo.InvariantCulture) : null;
        return new CellValue(op, number, m.Groups["unit"] is { Length: > 0 } unit ? unit.Value : null, year, IsGrade: false);
    }
}

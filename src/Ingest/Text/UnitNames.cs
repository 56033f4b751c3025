using PolicyIngest.Ingest.Lexicons;

namespace PolicyIngest.Ingest.Text;

/// <summary>What a unit's name says about the unit.</summary>
/// <param name="Canonical">
/// The name that makes all forms of an organ one: 发改委, 市发改委 and 市发展改革委 are 发展和改革委员会. A department's level and place are left out; a
/// government, a party committee, a zone or a company keeps its place (济南市人民政府).
/// </param>
/// <param name="Level"><c>state</c>, <c>province</c>, <c>city</c>, <c>county</c>, <c>town</c>; null where the name doesn't tell.</param>
/// <param name="IsGroup">Whether the name stands for many units: 各县（市、区）人民政府, 相关部门.</param>
public sealed record UnitName(string Canonical, string? Level, bool IsGroup);

/// <summary>Knowledge of how units (单位) are called, from the program's own lexicons; <see cref="UnitDirectory"/> says what each method does.</summary>
public static class UnitNames
{
    private static readonly UnitDirectory BuiltIn = UnitDirectory.Of(LexiconSet.BuiltIn);

    /// <inheritdoc cref="UnitDirectory.Describe"/>
    public static UnitName Describe(string unit) => BuiltIn.Describe(unit);
}

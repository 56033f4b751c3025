using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Lexicons;

namespace PolicyIngest.Ingest.Text;

/// <summary>An indicator in a form by which targets of several plans compare.</summary>
/// <param name="Name">What is measured, without place, in one spelling and order: PM2.5年均浓度.</param>
/// <param name="Place">The place that the indicator's own words name (利通区), or null.</param>
public sealed record IndicatorForm(string Name, string? Place);

/// <summary>The forms of indicators, from the lexicon <c>indicator-words</c>.</summary>
public sealed partial class IndicatorForms
{
    // The form of a word that is left out.
    private const string Nothing = "〇";

    // Districts are called so, and in an indicator they are parts of any town.
    private static readonly string[] Areas = ["城区", "郊区", "矿区", "市中区"];

    private readonly (string Word, string Form)[] _words;
    private readonly PlaceRegister _places;

    private IndicatorForms(LexiconSet lexicons)
    {
        _words = [.. lexicons["indicator-words"].Entries.Select(entry => (entry.Term, entry.Kind == Nothing ? "" : entry.Kind)).OrderByDescending(each => each.Term.Length)];
        _places = PlaceRegister.Of(lexicons);
    }

    /// <summary>The forms of a set of lexicons.</summary>
    public static IndicatorForms Of(LexiconSet lexicons) => lexicons.Derived(static set => new IndicatorForms(set));

    /// <summary>The form of an indicator as written.</summary>
    public IndicatorForm Normalise(string indicator)
    {
        string plain = Marks().Replace(CharFold.Fold(CompatibilityText.Plain(indicator)), "");
        string? place = null;
        if (_places.ReadAt(plain) is { Length: > 0 } chain && chain.Length < plain.Length && !Areas.Contains(plain[..chain.Length], StringComparer.Ordinal)) (place, plain) = (plain[..chain.Length], plain[chain.Length..]);
        else if (OwnPlace().Match(plain) is { Success: true } own && own.Length < plain.Length) (place, plain) = (own.Groups["place"].Success ? own.Value : null, plain[own.Length..]);
        plain = Lead().Replace(plain, "");
        foreach (var (word, form) in _words) plain = plain.Replace(word, form, StringComparison.Ordinal);
        // 年均PM2.5浓度, PM2.5浓度, PM2.5: one measure, named in three orders.
        if (Pollutant().Match(plain) is { Success: true } air) plain = air.Groups["what"].Value + "年均浓度";
        return new IndicatorForm(plain.Length == 0 ? indicator : plain, place);
    }

    [GeneratedRegex(@"[\s“”""'‘’《》,。、:：;；]")]
    private static partial Regex Marks();

    // 云岭市PM2.5 (in no register), 全市, 我县
    [GeneratedRegex(@"^(?:(?<place>\p{IsCJKUnifiedIdeographs}{2,4}(?:市|县|(?<!地)区(?!域|块)))(?=PM|细颗|空气|环境|优良|城|农|GDP|地区|生产)|(?:全|我|本|各)(?:省|市|县|区|州|旗|盟|国|域)(?:的)?)")]
    private static partial Regex OwnPlace();

    // 使, 实现, 确保, 年度: no part of what is measured
    [GeneratedRegex("^(?:确保|力争|实现|使|其中|年度|的)+")]
    private static partial Regex Lead();

    [GeneratedRegex(@"^(?:年均|年平均|平均|大气|空气|环境空气)*(?<what>PM2\.5|PM10)(?:年均|年平均|平均)*(?:浓度|年均浓度|浓度值)*$", RegexOptions.IgnoreCase)]
    private static partial Regex Pollutant();
}

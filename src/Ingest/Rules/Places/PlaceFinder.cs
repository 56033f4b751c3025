using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Places;

/// <summary>
/// Decides where each plan of a document holds: by its issuer, its title, its document number and its units, in this order, then by the document's other
/// plans and the places that its text names. A name that several places bear is settled by what else the document names, or left open.
/// </summary>
internal sealed partial class PlaceFinder
{
    // Of the document's mentions of cities, what share one must have to be where it holds; and how many there must be.
    private const double Share = 0.75;
    private const int FewestMentions = 4;
    private const int FewestUnits = 3;

    // These begin the numbers of cities as well (宁政发: 南京, 青政发: 青岛): they settle what is open, and say nothing alone.
    private const string SharedSigns = "宁青新云吉晋贵辽甘津川";

    private readonly PlaceRegister _register;
    private readonly UnitDirectory _directory;
    private readonly Extraction _extraction;
    private readonly string _folded;
    private Dictionary<int, int>? _mentions;

    private PlaceFinder(Extraction extraction, string folded, LexiconSet lexicons)
    {
        (_extraction, _folded) = (extraction, folded);
        _register = PlaceRegister.Of(lexicons);
        _directory = UnitDirectory.Of(lexicons);
    }

    /// <summary>The plans of a document, each with its place.</summary>
    /// <param name="extraction">The document.</param>
    /// <param name="folded">Its text, folded.</param>
    /// <param name="lexicons">Among them the register.</param>
    public static ImmutableArray<Plan> Find(Extraction extraction, string folded, LexiconSet lexicons)
    {
        if (extraction.Plans.IsEmpty) return [];
        var finder = new PlaceFinder(extraction, folded, lexicons);
        var plans = extraction.Plans.Select(plan => plan with { Place = finder.PlaceOf(plan) }).ToList();
        var known = plans.Where(plan => plan.Place!.Code is not null).Select(plan => plan.Place!).DistinctBy(place => place.Code).ToList();
        // 2031年全市…工作安排 between plans of 云岭市 is of the same place.
        for (int i = 0; i < plans.Count; i++)
            if (plans[i].Place is { Code: null, Source: null, Level: not PlaceLevel.State } own && !IsNamed(plans[i]))
                plans[i] = plans[i] with { Place = known.Count == 1 ? known[0] with { Source = PlaceSource.Document, Level = own.Level ?? known[0].Level } : finder.ByText(own.Level) };
        return [.. plans];
    }

    /// <summary>Whether issuer or title name a place, be it one that the register does not have: what else is named does not change where such a plan holds.</summary>
    private static bool IsNamed(Plan plan) => PlaceNames.RegionOf(plan.Issuer, plan.Title) is not null;

    private PlanPlace PlaceOf(Plan plan)
    {
        string? issuer = plan.Issuer is { } name ? PlaceNames.WithoutOpening(CharFold.Fold(name.Split('、')[0])) : null;
        var level = issuer is null ? null : LevelOf(issuer);
        if (level == PlaceLevel.State) return new PlanPlace(null, null, null, null, level, PlaceSource.Issuer);
        string? title = plan.Title is { } words ? PlaceNames.WithoutOpening(CharFold.Fold(words)) : null;
        if (issuer is null && title is not null && (title.StartsWith("中华人民共和国", StringComparison.Ordinal) || title.StartsWith("国务院", StringComparison.Ordinal)))
            return new PlanPlace(null, null, null, null, PlaceLevel.State, PlaceSource.Title);
        if (issuer is not null && ByName(issuer, plan, title, PlaceSource.Issuer) is { } issued) return issued;
        if (title is not null && ByName(title, plan, null, PlaceSource.Title) is { } titled) return level is null ? titled : titled with { Level = level };
        if (title is not null && issuer is null && InTitle().Match(title) is { Success: true } inside && ByName(title[inside.Length..], plan, null, PlaceSource.Title) is { } within) return within;
        if (IsNamed(plan)) return PlanPlace.None with { Level = level ?? FormLevel(title) };
        if (BySign(plan.DocNumber) is int province and > 0 && !SharedSigns.Contains(plan.DocNumber![0], StringComparison.Ordinal)) return Named(province, level ?? (plan.DocNumber![1] is '政' or '府' ? PlaceLevel.Province : null), PlaceSource.Number);
        return ByUnits(plan, level) ?? PlanPlace.None with { Level = level ?? FormLevel(title) };
    }

    private PlanPlace? ByName(string name, Plan plan, string? title, PlaceSource source)
    {
        var chain = _register.ReadAt(name);
        if (chain.Length == 0) return null;
        // 海南 begins 海南区域 as well; 吉林 alone is no beginning of 吉林大学.
        string rest = name[chain.Length..];
        var below = Below(rest);
        int[] codes = chain.Codes.Length == 1 ? chain.Codes : Settled(chain.Codes, plan, title);
        if (codes.Length == 1) return Named(codes[0], below ?? LevelOf(codes[0]), source);
        return Common(codes, name[..chain.Length], below, source);
    }

    /// <summary>What is certain of a name that several places bear.</summary>
    private PlanPlace Common(int[] codes, string name, PlaceLevel? below, PlaceSource source)
    {
        var provinces = codes.Select(PlaceRegister.ProvinceOf).Distinct().ToList();
        var cities = codes.Select(PlaceRegister.CityOf).Distinct().ToList();
        var known = cities.Count == 1 ? Named(cities[0], null, source) : provinces.Count == 1 ? Named(provinces[0], null, source) : PlanPlace.None with { Source = source };
        string own = _register.NameOf(codes[0]) ?? name;
        return known with { Code = null, County = own, Level = below ?? LevelOf(codes[0]) };
    }

    /// <summary>Those of several places that agree with what else the document says.</summary>
    private int[] Settled(int[] codes, Plan plan, string? title)
    {
        if (title is not null && _register.ReadAt(title) is { Length: > 0 } other) codes = Narrowed(codes, code => other.Codes.Any(place => PlaceRegister.Agree(code, place)));
        if (codes.Length > 1 && BySign(plan.DocNumber) is int province and > 0) codes = Narrowed(codes, code => PlaceRegister.ProvinceOf(code) == province);
        if (codes.Length == 1) return codes;
        _mentions ??= CountMentions();
        var counted = codes.Select(code => (Code: code, Mentions: MentionsAround(code))).OrderByDescending(each => each.Mentions).ToList();
        return counted[0].Mentions > 0 && counted[0].Mentions >= 3 * counted[1].Mentions ? [counted[0].Code] : codes;
    }

    /// <summary>How often the running text names each place; a site's navigation says where the site is.</summary>
    private Dictionary<int, int> CountMentions()
    {
        var counts = new Dictionary<int, int>();
        foreach (var block in _extraction.Document.Blocks)
            if (block.Role == BlockRole.Body) _register.Count(block.Span.In(_folded), counts);
        return counts;
    }

    /// <summary>How often the text names the prefecture and the province of a place, or others of the prefecture.</summary>
    private int MentionsAround(int code) =>
        _mentions!.Where(each => each.Key != code && (PlaceRegister.CityOf(each.Key) == PlaceRegister.CityOf(code) || each.Key == PlaceRegister.ProvinceOf(code))).Sum(each => each.Value);

    private static int[] Narrowed(int[] codes, Func<int, bool> fits)
    {
        int[] narrow = [.. codes.Where(fits)];
        return narrow.Length == 0 ? codes : narrow;
    }

    private int BySign(string? number) => string.IsNullOrEmpty(number) || number.Length < 3 ? 0 : _register.ProvinceOfSign(number[0]);

    private PlanPlace? ByUnits(Plan plan, PlaceLevel? level)
    {
        var counts = new Dictionary<int, int>();
        foreach (var assignment in plan.Tasks.SelectMany(task => task.Assignments))
            if (_register.ReadAt(CharFold.Fold(assignment.Unit)) is { Codes: [int code] }) counts[code] = counts.GetValueOrDefault(code) + 1;
        return Leading(counts, FewestUnits) is int found and > 0 ? Named(found, level ?? LevelOf(found), PlaceSource.Units) : null;
    }

    private PlanPlace ByText(PlaceLevel? level)
    {
        _mentions ??= CountMentions();
        int found = Leading(_mentions, FewestMentions);
        if (found == 0 || level == PlaceLevel.Province && PlaceRegister.ProvinceOf(found) == 0) return PlanPlace.None with { Level = level };
        if (level == PlaceLevel.Province) found = PlaceRegister.ProvinceOf(found);
        if (level == PlaceLevel.City) found = PlaceRegister.CityOf(found);
        // A county whose text names its prefecture alone is not known.
        bool isWider = level is PlaceLevel.County && PlaceRegister.CityOf(found) == found;
        var place = Named(found, level ?? LevelOf(found), PlaceSource.Text);
        return isWider ? place with { Code = null } : place;
    }

    /// <summary>The place that leads clearly: its prefecture among prefectures, then it within; 0 for none.</summary>
    private static int Leading(Dictionary<int, int> counts, int fewest)
    {
        int all = counts.Values.Sum();
        if (all < fewest) return 0;
        var cities = counts.GroupBy(each => PlaceRegister.CityOf(each.Key), (city, of) => (City: city, Sum: of.Sum(each => each.Value)))
            .OrderByDescending(each => each.Sum).ThenBy(each => each.City).ToList();
        var (top, sum) = cities[0];
        if (sum < fewest) return 0;
        if (PlaceRegister.ProvinceOf(top) != top)
        {
            int others = all - sum - counts.GetValueOrDefault(PlaceRegister.ProvinceOf(top));
            if (sum < Share * (sum + others)) return 0;
            int own = counts.GetValueOrDefault(top);
            var county = counts.Where(each => PlaceRegister.CityOf(each.Key) == top && each.Key != top).OrderByDescending(each => each.Value).ThenBy(each => each.Key).FirstOrDefault();
            return county.Value >= fewest && county.Value > own && county.Value >= Share * (sum - own) ? county.Key : top;
        }
        return sum >= Share * all ? top : 0;
    }

    private PlanPlace Named(int code, PlaceLevel? level, PlaceSource source) => Named(_register, code, level, source);

    /// <summary>A place of the register with all that it lies in.</summary>
    internal static PlanPlace Named(PlaceRegister register, int code, PlaceLevel? level, PlaceSource source)
    {
        int province = PlaceRegister.ProvinceOf(code), city = PlaceRegister.CityOf(code);
        return new PlanPlace(code.ToString("000000", CultureInfo.InvariantCulture), register.NameOf(province),
            city == province ? null : register.NameOf(city), city == code ? null : register.NameOf(code), level, source);
    }

    /// <summary>The rank that a place's code shows.</summary>
    internal static PlaceLevel LevelOf(int code) =>
        PlaceRegister.ProvinceOf(code) == code ? PlaceLevel.Province : PlaceRegister.CityOf(code) == code ? PlaceLevel.City : PlaceLevel.County;

    private PlaceLevel? LevelOf(string issuer) => Below(issuer) ?? (_directory.Describe(issuer.EndsWith("办公厅", StringComparison.Ordinal) ? issuer[..^3] : issuer).Level is { } level
        ? Enum.Parse<PlaceLevel>(level, ignoreCase: true) : FormLevel(issuer));

    /// <summary>What stands behind the names of the register: a town or a zone.</summary>
    private static PlaceLevel? Below(string rest) => Zone().IsMatch(rest) ? PlaceLevel.Zone : Town().IsMatch(rest) ? PlaceLevel.Town : null;

    /// <summary>The rank that a place shows by its last character, where it stands in no register: 云岭市, 青川县.</summary>
    private static PlaceLevel? FormLevel(string? name) => name is null || PlaceNames.RegionOf(null, name) is not { Length: > 1 } region ? null : region[^1] switch
    {
        '省' => PlaceLevel.Province,
        '市' or '州' or '盟' => PlaceLevel.City,
        '县' or '旗' => PlaceLevel.County,
        '区' => region.EndsWith("自治区", StringComparison.Ordinal) ? PlaceLevel.Province : PlaceLevel.County,
        _ => null,
    };

    // 高新区管委会, 经济技术开发区党工委, 高新区2031年…
    [GeneratedRegex(@"^\p{IsCJKUnifiedIdeographs}{0,14}?(?:开发区|高新区|园区|保税区|示范区|管理区|新区|新城|试验区|实验区|旅游区|度假区|商务区|合作区|工业区|功能区)(?=管委会|管理委员会|党工委|工委|管委|关于|支持|促进|推进|加快|20\d\d年)")]
    private static partial Regex Zone();

    // 城关镇人民政府, 西街街道办事处, 东乡镇2031年…; not 乡镇, 城镇.
    [GeneratedRegex(@"^\p{IsCJKUnifiedIdeographs}{1,6}?(?:(?<![乡城])镇|乡(?!村|镇)|街道)(?=人民政府|政府|党委|党工委|工委|委员会|办事处|办公室|20\d\d年)")]
    private static partial Regex Town();

    // 关于印发云岭市…, 关于加快推进云岭市…
    [GeneratedRegex(@"^关于(?:印发|转发|公布|下达|做好|加快|推进|加强|促进|进一步|推动|开展|深化|支持)*《?")]
    private static partial Regex InTitle();
}

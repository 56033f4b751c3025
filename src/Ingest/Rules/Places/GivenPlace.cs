using System.Collections.Immutable;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Places;

/// <summary>Places that a person names from outside.</summary>
public static class GivenPlace
{
    /// <summary>The place that a code or names of the register mean (370100, 山东省济南市, 全国); null where they mean none or several.</summary>
    public static PlanPlace? Of(string place, LexiconSet lexicons)
    {
        if (place is "全国" or "国家") return new PlanPlace(null, null, null, null, PlaceLevel.State, PlaceSource.Given);
        var register = PlaceRegister.Of(lexicons);
        return register.Find(place) is [int code] ? PlaceFinder.Named(register, code, PlaceFinder.LevelOf(code), PlaceSource.Given) : null;
    }

    /// <summary>What is wrong with such a place, in words that go on after it; null where nothing is.</summary>
    public static string? Fault(string place, LexiconSet lexicons)
    {
        if (Of(place, lexicons) is not null) return null;
        var register = PlaceRegister.Of(lexicons);
        int[] codes = register.Find(place);
        return codes.Length == 0 ? "the register has no such place; write its code or its full name, or add it by --lexicons"
            : $"several places bear the name; write the code: {string.Join(", ", codes.Order().Take(5).Select(code => Described(register, code)))}";
    }

    private static string Described(PlaceRegister register, int code)
    {
        var place = PlaceFinder.Named(register, code, null, PlaceSource.Given);
        return $"{place.Code} {place.Province}{place.City}{place.County}";
    }

    /// <summary>The plans, where they hold given. The issuer's rank stays where the rules found the same place.</summary>
    internal static ImmutableArray<Plan> Set(ImmutableArray<Plan> plans, GivenFacts? given, LexiconSet lexicons) =>
        given?.Place is not { } words || Of(words, lexicons) is not { } place ? plans
            : [.. plans.Select(plan => plan with { Place = plan.Place is { Level: { } level } found && found.Code == place.Code ? place with { Level = level } : place })];
}

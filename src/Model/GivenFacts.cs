using System.Collections.Immutable;

namespace PolicyIngest.Model;

/// <summary>What a person says of a document from outside, beside its file; it wins over what the rules find.</summary>
/// <param name="Place">Where its plans hold: a code of six digits, names from the register of places (山东省济南市), 全国; or null.</param>
/// <param name="Issuer">Issuing organ (发文机关), or null.</param>
/// <param name="Kind">What kind of text its plans are (文种), or null.</param>
/// <param name="IssuedOn">Date of issue (成文日期), or null.</param>
/// <param name="Fields">What else is said, by name.</param>
public sealed record GivenFacts(string? Place, string? Issuer, PlanKind? Kind, DateOnly? IssuedOn, ImmutableArray<GivenField> Fields);

/// <summary>A field of a document that a person gave: url, a number in a catalogue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record GivenField(string Name, string Value);

using System.Collections;
using System.Collections.Immutable;

namespace PolicyIngest.Model;

/// <summary>Values of a fact's fields by the fields' names, in the names' ordinal order. All values are text: a number as <c>12.5</c>, a day as <c>2031-06-30</c>, an enum's value as <c>lead</c>; null where the fact has none.</summary>
public sealed class FieldValues : IEquatable<FieldValues>, IEnumerable<KeyValuePair<string, string?>>
{
    private readonly ImmutableSortedDictionary<string, string?> _values;

    private FieldValues(ImmutableSortedDictionary<string, string?> values) => _values = values;

    /// <summary>No field.</summary>
    public static FieldValues Empty { get; } = new(ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal));

    /// <summary>How many fields there are.</summary>
    public int Count => _values.Count;

    /// <summary>A field's value; null where it is null and where there is no such field.</summary>
    public string? this[string field] => _values.GetValueOrDefault(field);

    /// <summary>These fields; of a field that is named twice the last one counts.</summary>
    public static FieldValues Of(params IEnumerable<(string Field, string? Value)> values)
    {
        var all = Empty._values.ToBuilder();
        foreach (var (field, value) in values) all[field] = value;
        return new FieldValues(all.ToImmutable());
    }

    /// <summary>Whether the field is there, be its value null.</summary>
    public bool Has(string field) => _values.ContainsKey(field);

    /// <summary>These fields, with <paramref name="other"/>'s in their place and beside them.</summary>
    public FieldValues With(FieldValues other) => new(_values.SetItems(other._values));

    /// <summary>Only those of these fields.</summary>
    public FieldValues Only(IEnumerable<string> fields) => new(Empty._values.AddRange(fields.Where(Has).Select(field => KeyValuePair.Create(field, this[field]))));

    /// <summary>Those of these fields whose values are not the ones of <paramref name="former"/>.</summary>
    public FieldValues ChangedFrom(FieldValues former) => new(_values.RemoveRange(_values.Where(each => former.Has(each.Key) && former[each.Key] == each.Value).Select(each => each.Key)));

    /// <inheritdoc/>
    public bool Equals(FieldValues? other) => other is not null && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FieldValues);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (field, value) in _values)
        {
            hash.Add(field, StringComparer.Ordinal);
            hash.Add(value, StringComparer.Ordinal);
        }
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _values.Select(each => $"{each.Key}={each.Value}"));
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>Something wrong in a file, with its line from 1.</summary>
public sealed record Problem(int Line, string Message);

/// <summary>A JSON value that knows its line, so that whoever wrote it by hand can be told where a slip is.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Text">A string's text, a number's digits; else empty.</param>
/// <param name="Items">An array's values.</param>
/// <param name="Members">An object's members in order; a name may stand twice.</param>
internal sealed record JsonTree(JsonValueKind Kind, int Line, string Text, ImmutableArray<JsonTree> Items, ImmutableArray<(string Name, JsonTree Value)> Members)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads the values of a file: one, or one after the other as JSON Lines has them.</summary>
    /// <exception cref="JsonSyntaxException">It is no JSON.</exception>
    public static ImmutableArray<JsonTree> ReadAll(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith<byte>([0xEF, 0xBB, 0xBF])) utf8 = utf8[3..];
        RefuseOtherEncodings(utf8);
        var cursor = new Cursor(utf8);
        try
        {
            var values = ImmutableArray.CreateBuilder<JsonTree>();
            while (cursor.Next()) values.Add(cursor.Value());
            return values.ToImmutable();
        }
        catch (JsonException fault)
        {
            throw new JsonSyntaxException(new Problem((int)(fault.LineNumber ?? 0) + 1,
                string.Create(CultureInfo.InvariantCulture, $"the JSON is broken at byte {(fault.BytePositionInLine ?? 0) + 1} of the line: a sign is missing there, or is one too many")));
        }
    }

    private static void RefuseOtherEncodings(ReadOnlySpan<byte> utf8)
    {
        try
        {
            Strict.GetCharCount(utf8);
        }
        catch (DecoderFallbackException fault)
        {
            int line = utf8[..Math.Clamp(fault.Index, 0, utf8.Length)].Count((byte)'\n') + 1;
            throw new JsonSyntaxException(new Problem(line, "the file is not UTF-8; save it as UTF-8"));
        }
    }

    /// <summary>What the value is, in words.</summary>
    public string Described => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"the text \"{Text}\"",
        JsonValueKind.Number => $"the number {Text}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    /// <summary>Reads tokens and counts lines on the way.</summary>
    private ref struct Cursor(ReadOnlySpan<byte> utf8)
    {
        private readonly ReadOnlySpan<byte> _bytes = utf8;
        private Utf8JsonReader _reader = new(utf8, new JsonReaderOptions { AllowMultipleValues = true });
        private int _counted;
        private int _line = 1;

        public bool Next()
        {
            if (!_reader.Read()) return false;
            int start = (int)_reader.TokenStartIndex;
            _line += _bytes[_counted..start].Count((byte)'\n');
            _counted = start;
            return true;
        }

        public JsonTree Value()
        {
            int line = _line;
            switch (_reader.TokenType)
            {
                case JsonTokenType.StartObject: return Object(line);
                case JsonTokenType.StartArray:
                    var items = ImmutableArray.CreateBuilder<JsonTree>();
                    while (Next() && _reader.TokenType != JsonTokenType.EndArray) items.Add(Value());
                    return new JsonTree(JsonValueKind.Array, line, "", items.ToImmutable(), []);
                case JsonTokenType.String: return Leaf(JsonValueKind.String, _reader.GetString()!);
                case JsonTokenType.Number: return Leaf(JsonValueKind.Number, Encoding.UTF8.GetString(_reader.ValueSpan));
                case JsonTokenType.True: return Leaf(JsonValueKind.True);
                case JsonTokenType.False: return Leaf(JsonValueKind.False);
                default: return Leaf(JsonValueKind.Null);
            }
        }

        private JsonTree Object(int line)
        {
            var members = ImmutableArray.CreateBuilder<(string, JsonTree)>();
            while (Next() && _reader.TokenType != JsonTokenType.EndObject)
            {
                string name = _reader.GetString()!;
                Next();
                members.Add((name, Value()));
            }
            return new JsonTree(JsonValueKind.Object, line, "", [], members.ToImmutable());
        }

        private readonly JsonTree Leaf(JsonValueKind kind, string text = "") => new(kind, _line, text, [], []);
    }
}

/// <summary>A file is no JSON.</summary>
public sealed class JsonSyntaxException(Problem problem) : Exception(string.Create(CultureInfo.InvariantCulture, $"line {problem.Line}: {problem.Message}"))
{
    /// <summary>Where and why.</summary>
    public Problem Problem { get; } = problem;
}

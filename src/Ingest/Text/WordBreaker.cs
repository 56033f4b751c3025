using Icu;

namespace PolicyIngest.Ingest.Text;

/// <summary>The word breaker of ICU, which knows Chinese words by a dictionary. ICU is a library of the system and may be missing.</summary>
internal sealed class WordBreaker : IDisposable
{
    private readonly BreakIterator _words;

    /// <exception cref="WordBreakerException">ICU is not installed.</exception>
    public WordBreaker()
    {
        try
        {
            if (Wrapper.Init() > ErrorCode.ZERO_ERROR) throw new InvalidOperationException("ICU did not start");
            _words = BreakIterator.CreateWordInstance(new Locale("zh"));
            // Only with the first text are the rules and the dictionary loaded.
            _words.SetText("推进工作");
        }
        catch (Exception fault)
        {
            throw new WordBreakerException(fault);
        }
    }

    /// <summary>Version of ICU; another one may cut otherwise.</summary>
    public static string IcuVersion => Wrapper.IcuVersion;

    /// <summary>Adds the boundaries of a text to a list, in UTF-16 code units, from 0 to its length.</summary>
    public void AddBoundaries(string text, List<int> boundaries)
    {
        _words.SetText(text);
        for (int at = _words.MoveFirst(); at != BreakIterator.DONE; at = _words.MoveNext()) boundaries.Add(at);
    }

    public void Dispose() => _words.Dispose();
}

/// <summary>Words can't be cut, for ICU is not there.</summary>
public sealed class WordBreakerException(Exception cause) : Exception(
    "words can't be cut, for the library ICU is missing; install it (Debian: apt-get install libicu72, macOS: brew install icu4c, Windows: the DLLs of ICU beside the program)", cause);
